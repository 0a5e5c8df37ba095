package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuFailure;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.outbox.OutboxRelay;
import pro.jit.orgsync.problem.FeishuProblems;
import pro.jit.orgsync.problem.Occurrence;
import pro.jit.orgsync.problem.Problem;
import pro.jit.orgsync.sync.SyncPlan.Absence;
import pro.jit.orgsync.sync.SyncRun.Calls;
import pro.jit.orgsync.sync.SyncRun.Counts;
import pro.jit.orgsync.sync.SyncRun.Warning;

/** One run from its first call to its report: read, compare, have it guarded, apply. Ends by writing down how it ended, whatever happens. */
@ApplicationScoped
class RunWork {
    private static final Logger LOG = Logger.getLogger(RunWork.class);

    private final Jdbi jdbi;
    private final Organizations organizations;
    private final FeishuContactClient feishu;
    private final ReadOrganization reading;
    private final SyncPlan plan;
    private final VerifyRemovals verification;
    private final PlanReport report;
    private final DeletionGuard guard;
    private final ApplyPlan apply;
    private final Staging staging;
    private final ReadingRepository readings;
    private final SyncRunRepository runs;
    private final DataRanges ranges;
    private final LosingAccess losing;
    private final OutboxRelay relay;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    RunWork(
            Jdbi jdbi,
            Organizations organizations,
            FeishuContactClient feishu,
            ReadOrganization reading,
            SyncPlan plan,
            VerifyRemovals verification,
            PlanReport report,
            DeletionGuard guard,
            ApplyPlan apply,
            Staging staging,
            ReadingRepository readings,
            SyncRunRepository runs,
            DataRanges ranges,
            LosingAccess losing,
            OutboxRelay relay,
            ObjectMapper json,
            MeterRegistry meters) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.feishu = feishu;
        this.reading = reading;
        this.plan = plan;
        this.verification = verification;
        this.report = report;
        this.guard = guard;
        this.apply = apply;
        this.staging = staging;
        this.readings = readings;
        this.runs = runs;
        this.ranges = ranges;
        this.losing = losing;
        this.relay = relay;
        this.json = json;
        this.meters = meters;
    }

    private record Found(
            Counts departments, Counts members, int peopleBefore, boolean rangeSmaller, List<Warning> warnings) {
        boolean removes() {
            return members.removed() > 0 || departments.removed() > 0;
        }
    }

    /**
     * Goes as far as the run may go, from where it stands: its beginning, where another replica had to leave it, or where it was approved.
     *
     * @param begun is told of the run as soon as its credentials are known, so that its lease can be renewed with its progress
     */
    void carryOn(OrganizationId id, UUID runId, BiConsumer<UUID, RunInProgress> begun) {
        guarded(runId, () -> {
            var known = runs.find(id, runId).orElseThrow(RunEnded::new);
            if (known.stage() == Stage.APPLYING) {
                applyAndEnd(id, runId, known.warnings());
                return;
            }
            var run = new RunInProgress(runId, id, organizations.feishuApp(id));
            run.continueFrom(known.calls(), readings.ledger(runId));
            begun.accept(runId, run);
            try {
                learnTenant(run);
                read(run);
            } catch (FeishuFailure e) {
                runs.renew(runId, calls(run));
                throw e;
            }
        });
    }

    /** The calls of a run so far. */
    Calls calls(RunInProgress run) {
        return run.calls(readings.ledger(run.runId()));
    }

    /** Fails a run of ours that goes on wherever it is taken over only to lose that replica too. */
    void giveUp(UUID runId) {
        leave(
                runId,
                RunStatus.FAILED,
                problem(
                        Occurrence.of(
                                Problem.SYNC_INTERRUPTED,
                                "The service stopped again and again while the run was going on."),
                        runId));
    }

    private void read(RunInProgress run) {
        var read = reading.read(run);
        runs.enter(run.runId(), Stage.COMPARING);
        if (read.whole() && lostEverybody(run)) {
            runs.renew(run.runId(), calls(run));
            leave(
                    run.runId(),
                    RunStatus.FAILED,
                    problem(
                            Occurrence.of(
                                    Problem.FEISHU_UNAVAILABLE,
                                    "Feishu named nobody at all of a company that had people before."),
                            run.runId()));
            return;
        }
        var found = compare(run, read);
        finish(run, found);
    }

    /** A company without anybody in it would have nobody who set this up: then Feishu's answer is wrong, not the company empty. */
    private boolean lostEverybody(RunInProgress run) {
        return jdbi.withHandle(handle -> report.members(handle, run.runId()).read() == 0
                && report.peopleBefore(handle, run.organizationId()) > 0);
    }

    private Found compare(RunInProgress run, ReadOrganization.Read read) {
        var range = ranges.document(read.range(), read.whole());
        var found = planned(run, read, range);
        if (found.removes() && !held(found)) {
            if (verification.findAny(run)) {
                found = planned(run, read, range);
            }
            runs.report(run.runId(), calls(run), found.departments(), found.members(), found.warnings(), range);
        }
        return found;
    }

    private Found planned(RunInProgress run, ReadOrganization.Read read, JsonNode range) {
        var started = runs.find(run.organizationId(), run.runId()).orElseThrow(RunEnded::new);
        var absence = new Absence(
                readings.ledger(run.runId()).closed(), read.whole() ? "resigned" : "out_of_range", started.startedAt());
        jdbi.useHandle(plan::prepare);
        var found = jdbi.inTransaction(handle -> {
            var organization = organizations.lock(handle, run.organizationId()).orElseThrow(RunEnded::new);
            // Before anything is written: who cancels the run meanwhile waits here, and not for its rows while the run
            // waits for them.
            runs.fence(handle, run.runId());
            plan.make(handle, run.runId(), organization, absence);
            return found(handle, run, range);
        });
        runs.report(run.runId(), calls(run), found.departments(), found.members(), found.warnings(), range);
        return found;
    }

    private Found found(Handle handle, RunInProgress run, JsonNode range) {
        var departments = report.departments(handle, run.runId());
        var members = report.members(handle, run.runId());
        var warnings = new ArrayList<>(report.unsentFields(handle, run.runId()));
        warnings.addAll(run.warnings());
        if (departments.setAside() + members.setAside() > 0) {
            warnings.add(new Warning("set_aside", null, null, departments.setAside() + members.setAside()));
        }
        var ledger = readings.ledger(run.runId());
        if (ledger.unreadable() > 0) {
            warnings.add(new Warning("department_unreadable", null, null, ledger.unreadable()));
        }
        if (!ledger.closed()) {
            warnings.add(new Warning("removals_withheld", null, null, 1));
        }
        return new Found(
                departments,
                members,
                report.peopleBefore(handle, run.organizationId()),
                ranges.smallerThanBefore(handle, run.organizationId(), range),
                warnings);
    }

    private boolean held(Found found) {
        return guard.holds(found.members().removed(), found.peopleBefore())
                || (found.removes() && (found.rangeSmaller() || found.members().read() == 0));
    }

    private void finish(RunInProgress run, Found found) {
        var held = held(found);
        var dry = runs.find(run.organizationId(), run.runId())
                .orElseThrow(RunEnded::new)
                .dryRun();
        if ((dry || held) && found.members().removed() > 0) {
            losing.note(run.organizationId(), run.runId());
        }
        if (dry) {
            var warnings = new ArrayList<>(found.warnings());
            if (held) {
                warnings.add(new Warning(
                        "deletion_guard", null, null, found.members().removed()));
                jdbi.useHandle(handle -> runs.warn(handle, run.runId(), warnings));
            }
            leave(run.runId(), warnings.isEmpty() ? RunStatus.SUCCEEDED : RunStatus.SUCCEEDED_WITH_WARNINGS, null);
        } else if (held) {
            leave(run.runId(), RunStatus.AWAITING_APPROVAL, heldBecause(run.runId(), found));
        } else {
            runs.enter(run.runId(), Stage.APPLYING);
            applyAndEnd(run.organizationId(), run.runId(), found.warnings());
        }
    }

    private void applyAndEnd(OrganizationId id, UUID runId, List<Warning> found) {
        var left = apply.apply(id, runId);
        var warnings = new ArrayList<>(found);
        if (left > 0) {
            warnings.add(new Warning("changed_meanwhile", null, null, left));
        }
        jdbi.useTransaction(handle -> {
            runs.fence(handle, runId);
            runs.warn(handle, runId, warnings);
            ranges.keep(handle, id, runId);
        });
        leave(runId, warnings.isEmpty() ? RunStatus.SUCCEEDED : RunStatus.SUCCEEDED_WITH_WARNINGS, null);
    }

    private void learnTenant(RunInProgress run) {
        if (organizations.get(run.organizationId()).tenantKey() == null) {
            feishu.tenant(run.app()).ifPresent(tenant -> {
                jdbi.useTransaction(handle -> organizations.learn(
                        handle, run.organizationId(), tenant, run.runId().toString()));
                relay.nudge();
            });
        }
    }

    private void guarded(UUID runId, Runnable work) {
        try {
            work.run();
        } catch (RunEnded e) {
            LOG.infof("sync run ended or taken over by others  syncRunId=%s", runId);
        } catch (FeishuFailure e) {
            LOG.warnf("sync run failed  syncRunId=%s error=%s", runId, e.getMessage());
            leave(runId, RunStatus.FAILED, problem(FeishuProblems.of(e), runId));
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.infof("sync run ended in the middle of a statement  syncRunId=%s", runId);
                return;
            }
            LOG.errorf(e, "sync run failed  syncRunId=%s", runId);
            leave(runId, RunStatus.FAILED, problem(Occurrence.of(Problem.INTERNAL_ERROR), runId));
        }
    }

    /** What was read is forgotten however a run ends; a held one needs only what it found. */
    private void leave(UUID runId, RunStatus status, @Nullable ObjectNode problem) {
        var left = jdbi.inTransaction(handle -> {
            var ours = runs.leave(handle, runId, status, problem);
            if (ours) {
                staging.clear(handle, runId);
            }
            return ours;
        });
        if (left) {
            meters.counter("jit_sync_runs", "status", status.id()).increment();
            LOG.infof("sync run left  syncRunId=%s status=%s", runId, status.id());
        }
    }

    private ObjectNode heldBecause(UUID runId, Found found) {
        var detail = found.rangeSmaller()
                ? "The Feishu app may see less than before, and "
                        + found.members().removed() + " people would go."
                : found.members().removed() + " of " + found.peopleBefore() + " people would go.";
        return problem(
                Occurrence.of(Problem.DELETION_GUARD, detail).feishu(null, found.rangeSmaller() ? "F7" : null), runId);
    }

    private ObjectNode problem(Occurrence occurrence, UUID runId) {
        return json.valueToTree(occurrence.body(runId.toString()));
    }
}
