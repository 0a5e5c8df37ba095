package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.background.NudgedLoop;
import pro.jit.orgsync.directory.DirectoryChange.Entity;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.outbox.OutboxRelay;

/**
 * Adds people to an organization that had nobody while others are still being read, for which Feishu's limit leaves the time. There, nobody can be
 * removed, so that nothing that waits for approval is done before it. Who leads a department, whoever is known without their departments, and what
 * was read differently later, is left to the comparison at the end.
 */
@ApplicationScoped
class AddWhileReading {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final SyncRunRepository runs;
    private final Organizations organizations;
    private final SyncPlan plan;
    private final ApplyPlan apply;
    private final OutboxRelay relay;
    private final SyncConfig config;

    AddWhileReading(
            Jdbi jdbi,
            SyncRunRepository runs,
            Organizations organizations,
            SyncPlan plan,
            ApplyPlan apply,
            OutboxRelay relay,
            SyncConfig config) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.organizations = organizations;
        this.plan = plan;
        this.apply = apply;
        this.relay = relay;
        this.config = config;
    }

    /** Reads people, whose departments are all read already; adds them meanwhile, if the run may. */
    void during(RunInProgress run, Runnable reading) {
        if (!runs.startsFromNothing(run.runId())) {
            reading.run();
            return;
        }
        ahead(run, this::addDepartments);
        var adding = new NudgedLoop("sync-adding", AFTER_FAILURE, loop -> {
            if (addPeople(run) < config.batch()) {
                loop.pause(PACE);
            }
        });
        adding.start();
        try {
            reading.run();
        } finally {
            stop(adding);
        }
    }

    private interface Adding {
        int add(Handle handle, Organization organization, UUID runId);
    }

    private int addPeople(RunInProgress run) {
        try {
            return ahead(run, this::addPeople);
        } catch (RunEnded e) {
            // The readers notice it too.
            return 0;
        }
    }

    private int ahead(RunInProgress run, Adding adding) {
        var added = jdbi.inTransaction(handle -> {
            var organization = organizations.lock(handle, run.organizationId()).orElseThrow(RunEnded::new);
            // Nothing is added ahead of a comparison that has begun.
            runs.fence(handle, run.runId(), Stage.READING_MEMBERS);
            return adding.add(handle, organization, run.runId());
        });
        if (added > 0) {
            relay.nudge();
        }
        return added;
    }

    private int addDepartments(Handle handle, Organization organization, UUID runId) {
        if (added(handle, runId)) {
            return 0;
        }
        var last = lastWrittenDown(handle, runId);
        plan.departmentsAhead(handle, runId, organization);
        apply.applyAhead(handle, organization, runId, Entity.DEPARTMENT, last);
        return handle.createUpdate("""
                        update sync_staged_department s set ahead = 'added'
                        where s.run_id = :run and exists (select 1 from department d where d.department_id = s.department_id)
                        """).bind("run", runId).execute();
    }

    private int addPeople(Handle handle, Organization organization, UUID runId) {
        var chosen = handle.createQuery(SyncPlan.sql("choose_people_to_add"))
                .bind("run", runId)
                .bind("organization", organization.organizationId().value())
                .bind("limit", config.batch())
                .mapTo(String.class)
                .list();
        if (!chosen.isEmpty()) {
            var last = lastWrittenDown(handle, runId);
            plan.peopleAhead(handle, runId, organization, chosen);
            apply.applyAhead(handle, organization, runId, Entity.MEMBER, last);
            markAdded(handle, runId, chosen);
        }
        return chosen.size();
    }

    private static void markAdded(Handle handle, UUID runId, List<String> openIds) {
        handle.createUpdate("""
                        update sync_staged_member s set ahead = 'added', known = true
                        where s.run_id = :run and s.open_id = any (:ids) and exists (select 1 from member m where m.member_id = s.member_id)
                        """)
                .bind("run", runId)
                .bindArray("ids", String.class, openIds)
                .execute();
    }

    /** Whether another replica has added the departments before it was lost. */
    private static boolean added(Handle handle, UUID runId) {
        return handle.createQuery(
                        "select exists (select 1 from sync_staged_department where run_id = :run and ahead is not null)")
                .bind("run", runId)
                .mapTo(Boolean.class)
                .one();
    }

    private static long lastWrittenDown(Handle handle, UUID runId) {
        return handle.createQuery("select coalesce(max(position), 0) from sync_change where run_id = :run")
                .bind("run", runId)
                .mapTo(Long.class)
                .one();
    }

    private static void stop(NudgedLoop adding) {
        try {
            adding.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
