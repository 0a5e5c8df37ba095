package pro.jit.permission.grant;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.MemberDecisions;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/**
 * Sees to it that no change of grants takes an application's last administrator. An administrator in force is a member who may sign in now, and has
 * the role {@code administrator} when they do. That one leaves, or that the time of a grant is over, is not refused, since it is true already; it
 * can be seen in the list of grants and in {@code jit_applications_without_administrator}.
 */
@ApplicationScoped
class Administrators {
    static final String ROLE = "administrator";

    private final Jdbi jdbi;
    private final AdministratorRepository repository;
    private final MemberDecisions decisions;
    private final Clock clock;
    private final AtomicInteger without = new AtomicInteger();

    Administrators(
            Jdbi jdbi,
            AdministratorRepository repository,
            MemberDecisions decisions,
            MeterRegistry meters,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.decisions = decisions;
        this.clock = clock;
        meters.gauge("jit_applications_without_administrator", without);
    }

    /**
     * Makes a change, in the transaction of {@code handle}.
     *
     * @param before grants that go or are changed
     * @param after grants that come or have been changed
     * @throws ProblemException {@code last-administrator} if there was one and would be none; the transaction is to be rolled back
     */
    void keeping(
            Handle handle,
            ApplicationId application,
            Collection<Grant> before,
            Collection<Grant> after,
            Runnable change) {
        if (before.stream().noneMatch(Administrators::makes) && after.stream().noneMatch(Administrators::takes)) {
            change.run();
            return;
        }
        // Two changes in two organizations could each leave the other's administrator.
        handle.createQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended('administrators ' || :application, 0))")
                .bind("application", application.toString())
                .mapTo(Integer.class)
                .one();
        var had = has(handle, application);
        change.run();
        if (had && !has(handle, application)) {
            throw ProblemException.of(
                    Problem.LAST_ADMINISTRATOR,
                    "Nobody could administer the application after this. Make somebody else its administrator first.");
        }
    }

    /** Whether somebody is an administrator in force. */
    boolean has(Handle handle, ApplicationId application) {
        return hasOutside(handle, application, Set.of(), clock.instant());
    }

    /** Whether somebody of another organization than these is an administrator in force at that time. */
    boolean hasOutside(Handle handle, ApplicationId application, Set<OrganizationId> organizations, Instant at) {
        return repository.candidates(handle, application, at).entrySet().stream()
                .filter(candidates -> !organizations.contains(candidates.getKey()))
                .flatMap(candidates ->
                        decisions
                                .decide(handle, candidates.getKey(), candidates.getValue(), List.of(at))
                                .values()
                                .stream())
                .flatMap(List::stream)
                .anyMatch(decision -> decision.permitted() && decision.roles().contains(ROLE));
    }

    /** Counts the applications whose grants name administrators of whom none is in force. */
    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    void count() {
        without.set(jdbi.withHandle(handle -> (int) repository.applications(handle).stream()
                .filter(application -> !has(handle, application))
                .count()));
    }

    private static boolean makes(Grant grant) {
        return grant.effect() == Effect.ALLOW && grant.role().equals(ROLE);
    }

    private static boolean takes(Grant grant) {
        return grant.effect() == Effect.DENY;
    }
}
