package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.sync.Reading.Kind;
import pro.jit.orgsync.sync.Reading.State;

/** How far runs have got with what they have to read. Each change is fenced by its caller or harmless when the run is another's. */
@ApplicationScoped
class ReadingRepository {
    private final Jdbi jdbi;

    ReadingRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that a list is to be read; one that is known stays as it is. */
    void expect(Handle handle, UUID runId, Kind kind, String target, @Nullable String start) {
        handle.createUpdate("""
                        insert into sync_reading (run_id, kind, target, start, state) values (:run, :kind, :target, :start, 'open')
                        on conflict (run_id, kind, target) do nothing
                        """)
                .bind("run", runId)
                .bind("kind", kind.id())
                .bind("target", target)
                .bind("start", start)
                .execute();
    }

    /** Notes that the people of every department read so far are to be read. */
    void expectPeople(Handle handle, UUID runId) {
        handle.createUpdate("""
                        insert into sync_reading (run_id, kind, target, state)
                        select run_id, 'people', open_department_id, 'open' from sync_staged_department where run_id = :run
                        on conflict (run_id, kind, target) do nothing
                        """).bind("run", runId).execute();
    }

    /**
     * Notes that a page was read.
     *
     * @param records how many records it had
     * @param next the token of the page after it; null if it was the last
     */
    void turn(Handle handle, UUID runId, Reading reading, int records, @Nullable String next) {
        handle.createUpdate("""
                        update sync_reading set pages = pages + 1, records = records + :records, page_token = :next,
                            state = case when cast(:next as text) is null then 'read' else 'open' end
                        where run_id = :run and kind = :kind and target = :target
                        """)
                .bind("records", records)
                .bind("next", next)
                .bind("run", runId)
                .bind("kind", reading.kind().id())
                .bind("target", reading.target())
                .execute();
    }

    /** Notes that the data range was read to its end, in so many pages. */
    void rangeRead(Handle handle, UUID runId, int pages) {
        handle.createUpdate("""
                        insert into sync_reading (run_id, kind, target, state, pages) values (:run, 'range', '', 'read', :pages)
                        on conflict (run_id, kind, target) do nothing
                        """).bind("run", runId).bind("pages", pages).execute();
    }

    /**
     * Begins a list at its first page again; what was read of it stays staged, and is read once more.
     *
     * @return how many pages of it had been read
     */
    int restart(Handle handle, UUID runId, Reading reading) {
        return handle.createQuery("""
                        update sync_reading set page_token = null, records = 0
                        where run_id = :run and kind = :kind and target = :target returning pages
                        """)
                .bind("run", runId)
                .bind("kind", reading.kind().id())
                .bind("target", reading.target())
                .mapTo(Integer.class)
                .one();
    }

    void leave(Handle handle, UUID runId, Reading reading, State state) {
        handle.createUpdate("""
                        update sync_reading set state = :state where run_id = :run and kind = :kind and target = :target
                        """)
                .bind("state", state.id())
                .bind("run", runId)
                .bind("kind", reading.kind().id())
                .bind("target", reading.target())
                .execute();
    }

    Optional<Reading> find(UUID runId, Kind kind, String target) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select target, start, state, page_token from sync_reading
                        where run_id = :run and kind = :kind and target = :target
                        """)
                .bind("run", runId)
                .bind("kind", kind.id())
                .bind("target", target)
                .map((row, context) -> reading(kind, row))
                .findOne());
    }

    /** Those not read to their end. */
    List<Reading> open(UUID runId, Kind kind) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select target, start, state, page_token from sync_reading
                        where run_id = :run and kind = :kind and state = 'open' order by target
                        """)
                .bind("run", runId)
                .bind("kind", kind.id())
                .map((row, context) -> reading(kind, row))
                .list());
    }

    ReadLedger ledger(UUID runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(bool_or(kind = 'range' and state = 'read'), false) as range_read,
                               count(*) filter (where state = 'open' and kind <> 'doubt') as open,
                               count(*) filter (where state = 'unreadable') as unreadable,
                               coalesce(bool_or(kind = 'doubt'), false) as doubtful,
                               coalesce(bool_or(state = 'too_large'), false) as level_by_level,
                               coalesce(sum(pages), 0) as pages,
                               coalesce(sum(case when kind = 'range' then pages
                                                 when kind in ('level', 'doubt') or state = 'out_of_range' then 0
                                                 else greatest(1, ceil(coalesce(below.records, r.records) / cast(:page as numeric))) end), 0)
                                   as lower_bound
                        from sync_reading r
                        left join (select start, sum(records) as records from sync_reading
                                   where run_id = :run and kind = 'level' group by start) below
                               on r.kind = 'tree' and below.start = r.target
                        where run_id = :run
                        """)
                .bind("run", runId)
                .bind("page", FeishuContactClient.PAGE_SIZE)
                .map((row, context) -> new ReadLedger(
                        row.getBoolean("range_read"),
                        row.getInt("open"),
                        row.getInt("unreadable"),
                        row.getBoolean("doubtful"),
                        row.getBoolean("level_by_level"),
                        row.getInt("pages"),
                        row.getInt("lower_bound")))
                .one());
    }

    private static Reading reading(Kind kind, ResultSet row) throws SQLException {
        return new Reading(
                kind,
                row.getString("target"),
                row.getString("start"),
                State.of(row.getString("state")),
                row.getString("page_token"));
    }
}
