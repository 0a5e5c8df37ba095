package pro.jit.orgsync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.sync.SyncRun.Calls;
import pro.jit.orgsync.sync.SyncRun.Counts;
import pro.jit.orgsync.sync.SyncRun.Warning;

/** The table of runs. This replica has an id of its own for as long as it lives, and may change only runs it owns. */
@ApplicationScoped
class SyncRunRepository {
    private static final String COLUMNS = """
            select run_id, organization_id, status, stage, dry_run, started_at, finished_at, calls, departments, members, warnings, losing_access,
                   problem
            from sync_run
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    /** What a run's transactions share and who ends it or takes it over has alone. Not its row, which is written while they go on: its lease. */
    private static final String FENCE = "hashtextextended('sync run ' || cast(:run as uuid), 0)";

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final SyncConfig config;
    private final Clock clock;
    private final UUID replica;

    SyncRunRepository(Jdbi jdbi, ObjectMapper json, SyncConfig config, Clock clock, NoArgGenerator ids) {
        this.jdbi = jdbi;
        this.json = json;
        this.config = config;
        this.clock = clock;
        this.replica = ids.generate();
    }

    /** Fails with a unique violation while another run of the organization is running. */
    void insert(Handle handle, OrganizationId organization, UUID runId, boolean dryRun) {
        handle.createUpdate("""
                        insert into sync_run (run_id, organization_id, status, stage, dry_run, owner, lease_until, started_at, calls, departments,
                            members, warnings)
                        values (:run, :organization, 'running', 'reading_range', :dryRun, :owner, :lease, :now, cast(:calls as jsonb),
                            cast(:counts as jsonb), cast(:counts as jsonb), '[]')
                        """)
                .bind("run", runId)
                .bind("organization", organization.value())
                .bind("dryRun", dryRun)
                .bind("owner", replica)
                .bind("lease", clock.instant().plus(config.lease()))
                .bind("now", clock.instant())
                .bind("calls", written(Calls.NONE))
                .bind("counts", written(Counts.NONE))
                .execute();
    }

    Optional<SyncRun> find(OrganizationId organization, UUID runId) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where run_id = :run and organization_id = :organization")
                        .bind("run", runId)
                        .bind("organization", organization.value())
                        .map((row, context) -> run(row))
                        .findOne());
    }

    /** The last that is over or waits, dry and cancelled ones aside. */
    Optional<SyncRun> lastOutcome(OrganizationId organization) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS
                        + "where organization_id = :organization and not dry_run and status not in ('running', 'cancelled')"
                        + " order by started_at desc, run_id desc limit 1")
                .bind("organization", organization.value())
                .map((row, context) -> run(row))
                .findOne());
    }

    Optional<SyncRun> running(OrganizationId organization) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + "where organization_id = :organization and status = 'running'")
                        .bind("organization", organization.value())
                        .map((row, context) -> run(row))
                        .findOne());
    }

    /** The latest first; those before {@code before}. */
    List<SyncRun> list(OrganizationId organization, UUID before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        COLUMNS
                                + "where organization_id = :organization and run_id < :before order by run_id desc limit :limit")
                .bind("organization", organization.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
    }

    /**
     * Fails with {@link RunEnded} unless the run is running and ours; then it stays so until the transaction ends. Who wants to end the run waits
     * for those that were here before them, and for no others. Where the organization is locked too, that comes first.
     */
    void fence(Handle handle, UUID runId) {
        lock(handle, "select 1 from pg_advisory_xact_lock_shared(" + FENCE + ")", runId);
        var ours = handle.createQuery(
                        "select 1 from sync_run where run_id = :run and owner = :owner and status = 'running'")
                .bind("run", runId)
                .bind("owner", replica)
                .mapTo(Integer.class)
                .findOne();
        if (ours.isEmpty()) {
            throw new RunEnded();
        }
    }

    /** Waits until no transaction is fenced any more, so that the run may be ended. */
    private static void awaitFenced(Handle handle, UUID runId) {
        lock(handle, "select 1 from pg_advisory_xact_lock(" + FENCE + ")", runId);
    }

    private static void lock(Handle handle, String lock, UUID runId) {
        handle.createQuery(lock).bind("run", runId).mapTo(Integer.class).one();
    }

    /** The same, unless it is also still in this stage. */
    void fence(Handle handle, UUID runId, Stage stage) {
        fence(handle, runId);
        var there = handle.createQuery("select 1 from sync_run where run_id = :run and stage = :stage")
                .bind("run", runId)
                .bind("stage", stage.id())
                .mapTo(Integer.class)
                .findOne();
        if (there.isEmpty()) {
            throw new RunEnded();
        }
    }

    /** Whether the organization had nobody and nothing when the run began, which is to change that. */
    boolean startsFromNothing(UUID runId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select not r.dry_run
                           and not exists (select 1 from member m
                                           where m.organization_id = r.organization_id and m.created_at < r.started_at)
                           and not exists (select 1 from department d
                                           where d.organization_id = r.organization_id and d.created_at < r.started_at)
                        from sync_run r where r.run_id = :run
                        """)
                .bind("run", runId)
                .mapTo(Boolean.class)
                .findOne()
                .orElseThrow(RunEnded::new));
    }

    /** Goes on to a stage. Who already waits to end the run comes first: it fails with {@link RunEnded} then, as whenever the run is not ours. */
    void enter(UUID runId, Stage stage) {
        jdbi.useTransaction(handle -> {
            fence(handle, runId);
            handle.createUpdate("update sync_run set stage = :stage where run_id = :run")
                    .bind("stage", stage.id())
                    .bind("run", runId)
                    .execute();
        });
    }

    /**
     * Keeps the run ours for another lease, and shows how far it is.
     *
     * @param calls null where they have not changed
     * @return false if it is ours no more
     */
    boolean renew(UUID runId, @Nullable Calls calls) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update sync_run set lease_until = :lease, calls = coalesce(cast(:calls as jsonb), calls)
                                where run_id = :run and owner = :owner and status = 'running'
                                """)
                        .bind("lease", clock.instant().plus(config.lease()))
                        .bind("calls", calls == null ? null : written(calls))
                        .bind("run", runId)
                        .bind("owner", replica)
                        .execute())
                > 0;
    }

    /** Writes down what the run found, before it is decided what becomes of it. */
    void report(
            UUID runId, Calls calls, Counts departments, Counts members, List<Warning> warnings, JsonNode dataRange) {
        own(jdbi.withHandle(handle -> handle.createUpdate("""
                        update sync_run set calls = cast(:calls as jsonb), departments = cast(:departments as jsonb),
                            members = cast(:members as jsonb), warnings = cast(:warnings as jsonb), data_range = cast(:range as jsonb)
                        where run_id = :run and owner = :owner and status = 'running'
                        """)
                .bind("calls", written(calls))
                .bind("departments", written(departments))
                .bind("members", written(members))
                .bind("warnings", written(warnings))
                .bind("range", dataRange.toString())
                .bind("run", runId)
                .bind("owner", replica)
                .execute()));
    }

    /** Replaces the warnings. */
    void warn(Handle handle, UUID runId, List<Warning> warnings) {
        handle.createUpdate(
                        "update sync_run set warnings = cast(:warnings as jsonb) where run_id = :run and owner = :owner")
                .bind("warnings", written(warnings))
                .bind("run", runId)
                .bind("owner", replica)
                .execute();
    }

    /** Ends our run, or lets it wait. */
    boolean leave(Handle handle, UUID runId, RunStatus status, @Nullable JsonNode problem) {
        awaitFenced(handle, runId);
        return handle.createUpdate("""
                                update sync_run set status = :status, problem = cast(:problem as jsonb),
                                    finished_at = case when :status = 'awaiting_approval' then null else cast(:now as timestamptz) end
                                where run_id = :run and owner = :owner and status = 'running'
                                """)
                        .bind("status", status.id())
                        .bind("problem", problem == null ? null : problem.toString())
                        .bind("now", clock.instant())
                        .bind("run", runId)
                        .bind("owner", replica)
                        .execute()
                > 0;
    }

    /** Makes a waiting run ours and running; false if it was not waiting. */
    boolean approve(Handle handle, OrganizationId organization, UUID runId) {
        return handle.createUpdate("""
                                update sync_run set status = 'running', stage = 'applying', problem = null, owner = :owner, lease_until = :lease
                                where run_id = :run and organization_id = :organization and status = 'awaiting_approval'
                                """)
                        .bind("owner", replica)
                        .bind("lease", clock.instant().plus(config.lease()))
                        .bind("run", runId)
                        .bind("organization", organization.value())
                        .execute()
                > 0;
    }

    /** Cancels a run of whatever replica, unless it is already applying; false if it could not be. */
    boolean cancel(Handle handle, OrganizationId organization, UUID runId) {
        awaitFenced(handle, runId);
        return handle.createUpdate("""
                                update sync_run set status = 'cancelled', finished_at = :now
                                where run_id = :run and organization_id = :organization
                                  and (status = 'awaiting_approval' or (status = 'running' and stage <> 'applying'))
                                """)
                        .bind("now", clock.instant())
                        .bind("run", runId)
                        .bind("organization", organization.value())
                        .execute()
                > 0;
    }

    /** Cancels every run that is going on or (where {@code waiting} alone) waiting. */
    void cancelAll(Handle handle, OrganizationId organization, boolean waitingOnly) {
        if (!waitingOnly) {
            handle.createQuery(
                            "select run_id from sync_run where organization_id = :organization and status = 'running'")
                    .bind("organization", organization.value())
                    .mapTo(UUID.class)
                    .forEach(run -> awaitFenced(handle, run));
        }
        handle.createUpdate("""
                        update sync_run set status = 'cancelled', finished_at = :now
                        where organization_id = :organization
                          and (status = 'awaiting_approval' or (not :waitingOnly and status = 'running'))
                        """)
                .bind("now", clock.instant())
                .bind("organization", organization.value())
                .bind("waitingOnly", waitingOnly)
                .execute();
    }

    /**
     * A run whose replica was lost, now ours.
     *
     * @param takeovers how many replicas were lost over it
     */
    record TakenOver(UUID runId, OrganizationId organizationId, int takeovers) {}

    /** Makes the runs ours whose replica is gone, whatever replica that was, except those in {@code working}, and those still being written to. */
    List<TakenOver> takeOver(Collection<UUID> working) {
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        with lost as materialized (
                            select run_id from sync_run where status = 'running' and lease_until < :now and run_id <> all (:working)
                            for update skip locked)
                        update sync_run set owner = :owner, lease_until = :lease, takeovers = takeovers + 1
                        where run_id in (select run_id from lost where pg_try_advisory_xact_lock(%s))
                        returning run_id, organization_id, takeovers
                        """.formatted(FENCE.replace(":run", "run_id")))
                .bind("owner", replica)
                .bind("lease", clock.instant().plus(config.lease()))
                .bind("now", clock.instant())
                .bindArray("working", UUID.class, working)
                .map((row, context) -> new TakenOver(
                        row.getObject("run_id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getInt("takeovers")))
                .list());
    }

    /** Gives our run up, so that any replica may take it over at once; from now on we can change nothing of it. */
    void release(UUID runId) {
        jdbi.useTransaction(handle -> {
            awaitFenced(handle, runId);
            handle.createUpdate("""
                            update sync_run set owner = :nobody, lease_until = :now, takeovers = takeovers - 1
                            where run_id = :run and owner = :owner and status = 'running'
                            """)
                    .bind("nobody", NOBODY)
                    .bind("now", clock.instant())
                    .bind("run", runId)
                    .bind("owner", replica)
                    .execute();
        });
    }

    private static void own(int updated) {
        if (updated == 0) {
            throw new RunEnded();
        }
    }

    private SyncRun run(ResultSet row) throws SQLException {
        var finished = row.getTimestamp("finished_at");
        var problem = row.getString("problem");
        return new SyncRun(
                row.getObject("run_id", UUID.class),
                new OrganizationId(row.getObject("organization_id", UUID.class)),
                RunStatus.of(row.getString("status")),
                Stage.of(row.getString("stage")),
                row.getBoolean("dry_run"),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                read(row.getString("calls"), new TypeReference<Calls>() {}),
                read(row.getString("departments"), new TypeReference<Counts>() {}),
                read(row.getString("members"), new TypeReference<Counts>() {}),
                read(row.getString("warnings"), new TypeReference<List<Warning>>() {}),
                row.getObject("losing_access", Integer.class),
                problem == null ? null : read(problem, new TypeReference<JsonNode>() {}));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A run could not be written", e);
        }
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A run could not be read", e);
        }
    }
}
