package pro.jit.orgsync.sync;

import com.fasterxml.uuid.NoArgGenerator;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.FirstSync;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.Occurrence;
import pro.jit.orgsync.problem.Problem;
import pro.jit.orgsync.problem.ProblemException;

/**
 * Starts, approves and cancels runs, and keeps those of this replica alive. One at a time per organization, by a unique index; a run whose replica
 * has not renewed its lease for {@code jit.sync.lease} is gone on with by whichever replica notices first, from where it stands.
 */
@ApplicationScoped
public class SyncRuns implements FirstSync {
    private static final Logger LOG = Logger.getLogger(SyncRuns.class);
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final Organizations organizations;
    private final SyncRunRepository runs;
    private final Staging staging;
    private final RunWork work;
    private final SyncConfig config;
    private final NoArgGenerator ids;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sync-run-", 0).factory());
    private final Map<UUID, Future<?>> working = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private final Map<UUID, RunInProgress> reading = new ConcurrentHashMap<>();

    SyncRuns(
            Jdbi jdbi,
            Organizations organizations,
            SyncRunRepository runs,
            Staging staging,
            RunWork work,
            SyncConfig config,
            NoArgGenerator ids) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.runs = runs;
        this.staging = staging;
        this.work = work;
        this.config = config;
        this.ids = ids;
    }

    static String address(OrganizationId id, UUID runId) {
        return "/api/org/organizations/" + id + "/sync-runs/" + runId;
    }

    /** Starts a run. One that was waiting for approval is cancelled: what it found is no longer the latest. */
    UUID start(OrganizationId id, boolean dryRun) {
        organizations.get(id);
        var runId = ids.generate();
        alone(
                id,
                () -> jdbi.useTransaction(handle -> {
                    if (organizations.lock(handle, id).isEmpty()) {
                        throw ProblemException.notFound("There is no such organization.");
                    }
                    if (!dryRun) {
                        runs.cancelAll(handle, id, true);
                    }
                    runs.insert(handle, id, runId, dryRun);
                }));
        go(id, runId);
        return runId;
    }

    /** Lets a held run apply what it found. */
    void approve(OrganizationId id, UUID runId) {
        var approved = new boolean[1];
        alone(id, () -> approved[0] = jdbi.inTransaction(handle -> runs.approve(handle, id, runId)));
        if (!approved[0]) {
            throw ProblemException.of(Problem.CONFLICT, "The run is not waiting for approval.");
        }
        LOG.infof("sync run approved  organizationId=%s syncRunId=%s", id, runId);
        go(id, runId);
    }

    /** Ends a run that is reading, comparing or waiting. */
    void cancel(OrganizationId id, UUID runId) {
        var cancelled = jdbi.inTransaction(handle -> {
            var over = runs.cancel(handle, id, runId);
            if (over) {
                staging.clear(handle, runId);
            }
            return over;
        });
        if (!cancelled) {
            throw ProblemException.of(Problem.CONFLICT, "The run is over, or already applying what it found.");
        }
        var task = working.get(runId);
        if (task != null) {
            task.cancel(true);
        }
    }

    @Override
    public UUID begin(Handle handle, OrganizationId id, UUID runId) {
        runs.insert(handle, id, runId, false);
        return runId;
    }

    @Override
    public void go(OrganizationId id, UUID runId) {
        submit(runId, () -> work.carryOn(id, runId, reading::put));
    }

    @Override
    public void end(Handle handle, OrganizationId id) {
        runs.cancelAll(handle, id, false);
        handle.createUpdate("delete from sync_schedule where organization_id = :id")
                .bind("id", id.value())
                .execute();
        for (var table : new String[] {
            "sync_change", "sync_staged_member", "sync_staged_department", "sync_set_aside", "sync_reading"
        }) {
            handle.createUpdate("delete from " + table
                            + " where run_id in (select run_id from sync_run where organization_id = :id)")
                    .bind("id", id.value())
                    .execute();
        }
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void keepAlive() {
        if (stopping) {
            return;
        }
        for (var entry : working.entrySet()) {
            var run = reading.get(entry.getKey());
            if (!runs.renew(entry.getKey(), run == null ? null : work.calls(run))) {
                entry.getValue().cancel(true);
            }
        }
        takeOver();
    }

    /** On the way out our runs are given up, for another replica, or this one when it is back, to go on with. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        for (var entry : working.entrySet()) {
            release(entry.getKey());
            entry.getValue().cancel(true);
        }
        threads.shutdownNow();
    }

    private void release(UUID runId) {
        try {
            runs.release(runId);
        } catch (RuntimeException e) {
            LOG.warnf("sync run not given up, its lease will lapse  syncRunId=%s error=%s", runId, e);
        }
    }

    private void submit(UUID runId, Runnable task) {
        var future = new FutureTask<Void>(
                () -> {
                    try {
                        task.run();
                    } finally {
                        working.remove(runId);
                        reading.remove(runId);
                    }
                },
                null);
        // Known before it runs: a short run must not be entered after it has left.
        working.put(runId, future);
        threads.execute(Context.current().wrap(future));
    }

    private void takeOver() {
        for (var run : runs.takeOver(working.keySet())) {
            LOG.warnf(
                    "sync run taken over from a replica that is gone  syncRunId=%s takeovers=%d",
                    run.runId(), run.takeovers());
            if (run.takeovers() > config.takeovers()) {
                work.giveUp(run.runId());
            } else {
                go(run.organizationId(), run.runId());
            }
        }
    }

    private void alone(OrganizationId id, Runnable change) {
        try {
            change.run();
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                var other = runs.running(id).map(SyncRun::runId).orElse(null);
                throw inTheWay(id, other);
            }
            throw e;
        }
    }

    private static ProblemException inTheWay(OrganizationId id, @Nullable UUID other) {
        var occurrence = Occurrence.of(
                Problem.CONFLICT,
                "A run of this organization is already going on" + (other == null ? "." : ": " + other + "."));
        return new ProblemException(other == null ? occurrence : occurrence.at(address(id, other)));
    }
}
