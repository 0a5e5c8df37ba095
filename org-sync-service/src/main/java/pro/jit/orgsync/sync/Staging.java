package pro.jit.orgsync.sync;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuPage;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.sync.Reading.Kind;

/** Keeps what was read in the database, so that memory does not grow with the organization and two readings can be compared there. */
@ApplicationScoped
class Staging {
    private final Jdbi jdbi;
    private final SyncRunRepository runs;
    private final ReadingRepository readings;
    private final NoArgGenerator ids;

    Staging(Jdbi jdbi, SyncRunRepository runs, ReadingRepository readings, NoArgGenerator ids) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.readings = readings;
        this.ids = ids;
    }

    /** Departments of one page, and that it was read; of a level, that those below are to be read too. */
    void departments(UUID runId, Reading reading, FeishuPage page) {
        jdbi.useTransaction(handle -> {
            runs.fence(handle, runId);
            var staged = departments(handle, runId, page.records());
            if (reading.kind() == Kind.LEVEL) {
                staged.forEach(id -> readings.expect(handle, runId, Kind.LEVEL, id, reading.start()));
            }
            readings.turn(handle, runId, reading, page.records().size(), page.next());
        });
    }

    /** A department that was granted singly, whose tree is to be read. */
    void grantedDepartment(UUID runId, String department, FeishuRecord record) {
        jdbi.useTransaction(handle -> {
            runs.fence(handle, runId);
            departments(handle, runId, List.of(record));
            readings.expect(handle, runId, Kind.TREE, department, null);
        });
    }

    /** Departments in a transaction of the caller's, who need not own a run. */
    List<String> departments(Handle handle, UUID runId, List<FeishuRecord> records) {
        var batch = handle.prepareBatch("""
                insert into sync_staged_department (run_id, open_department_id, department_id, name, fields, set_aside)
                values (:run, :id, :own, :name, cast(:fields as jsonb), :setAside)
                on conflict (run_id, open_department_id) do update set name = excluded.name, fields = excluded.fields,
                    set_aside = coalesce(excluded.set_aside, sync_staged_department.set_aside)
                """);
        return page(
                handle,
                runId,
                "department",
                records,
                staged -> batch.bind("run", runId)
                        .bind("id", staged.openId())
                        .bind("own", ids.generate())
                        .bind("name", staged.name())
                        .bind("fields", staged.fields())
                        .bind("setAside", staged.setAside())
                        .add(),
                () -> batch.execute());
    }

    /** People of one page, and that it was read. */
    void members(UUID runId, Reading reading, FeishuPage page) {
        jdbi.useTransaction(handle -> {
            runs.fence(handle, runId);
            var none = reading.target().equals(FeishuContactClient.ROOT);
            members(handle, runId, none ? List.of() : List.of(reading.target()), page.records());
            readings.turn(handle, runId, reading, page.records().size(), page.next());
        });
    }

    /** People that no department listed. */
    void people(UUID runId, List<FeishuRecord> records) {
        jdbi.useTransaction(handle -> {
            runs.fence(handle, runId);
            members(handle, runId, List.of(), records);
        });
    }

    /**
     * The same in a transaction of the caller's, who need not own a run. Of a run's people it is looked already now whom we know as that: while
     * Feishu sets the pace there is time, and comparing has so much less to write.
     */
    List<String> members(Handle handle, UUID runId, List<String> departments, List<FeishuRecord> records) {
        var batch = handle.prepareBatch("""
                insert into sync_staged_member (run_id, open_id, union_id, member_id, known, name, fields, listed_in, set_aside)
                select :run, :id, :unionId, coalesce(guess.member_id, :own), guess.member_id is not null, :name, cast(:fields as jsonb), :listedIn,
                    :setAside
                from (select min(cast(m.member_id as text))::uuid as member_id
                      from sync_run r
                      join organization o on o.organization_id = r.organization_id
                      join member m on m.organization_id = o.organization_id and m.union_id = cast(:unionId as text)
                      where r.run_id = :run and (m.tenant_key is null or o.tenant_key is null or m.tenant_key = o.tenant_key)) guess
                on conflict (run_id, open_id) do update set name = excluded.name, fields = excluded.fields, union_id = excluded.union_id,
                    listed_in = sync_staged_member.listed_in || excluded.listed_in,
                    set_aside = coalesce(excluded.set_aside, sync_staged_member.set_aside),
                    ahead = case when (sync_staged_member.name, sync_staged_member.union_id, sync_staged_member.fields)
                                      is distinct from (excluded.name, excluded.union_id, excluded.fields)
                                 and sync_staged_member.ahead is not null then 'outdated' else sync_staged_member.ahead end
                """);
        return page(
                handle,
                runId,
                "member",
                records,
                staged -> batch.bind("run", runId)
                        .bind("id", staged.openId())
                        .bind("unionId", staged.unionId())
                        .bind("own", ids.generate())
                        .bind("name", staged.name())
                        .bind("fields", staged.fields())
                        .bindArray("listedIn", String.class, departments)
                        .bind("setAside", staged.setAside())
                        .add(),
                () -> batch.execute());
    }

    /** Forgets what was read; what was found out by comparing stays. */
    void clear(Handle handle, UUID runId) {
        for (var table : List.of("sync_staged_member", "sync_staged_department", "sync_set_aside", "sync_reading")) {
            handle.createUpdate("delete from " + table + " where run_id = :run")
                    .bind("run", runId)
                    .execute();
        }
    }

    private record Staged(
            String openId,
            @Nullable String unionId,
            @Nullable String name,
            String fields,
            @Nullable String setAside) {}

    private interface Adding {
        void add(Staged staged);
    }

    /** Stages the records and answers whom they are about; one that does not even say that casts doubt on the run. */
    private List<String> page(
            Handle handle, UUID runId, String entity, List<FeishuRecord> records, Adding adding, Runnable write) {
        var identified = true;
        var staged = new ArrayList<Staged>();
        for (var record : records) {
            switch (record) {
                case FeishuRecord.Understood understood ->
                    staged.add(new Staged(
                            understood.openId(),
                            understood.unionId(),
                            understood.name(),
                            understood.fields().toString(),
                            null));
                case FeishuRecord.SetAside aside -> {
                    if (aside.openId() == null) {
                        identified = false;
                        setAside(handle, runId, entity, aside);
                    } else {
                        staged.add(new Staged(aside.openId(), aside.unionId(), aside.name(), "{}", aside.reason()));
                    }
                }
            }
        }
        // One order for everybody: readers of several departments meet the same people, and must not wait for each
        // other in a circle.
        staged.sort(Comparator.comparing(Staged::openId));
        staged.forEach(adding::add);
        if (!staged.isEmpty()) {
            write.run();
        }
        if (!identified) {
            readings.expect(handle, runId, Kind.DOUBT, "unidentified", null);
        }
        return staged.stream().map(Staged::openId).toList();
    }

    private static void setAside(Handle handle, UUID runId, String entity, FeishuRecord.SetAside aside) {
        handle.createUpdate(
                        "insert into sync_set_aside (run_id, entity, name, reason) values (:run, :entity, :name, :reason)")
                .bind("run", runId)
                .bind("entity", entity)
                .bind("name", aside.name())
                .bind("reason", aside.reason())
                .execute();
    }
}
