package pro.jit.permission.accessrequest;

import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.access.AccessChanges;
import pro.jit.permission.accessrequest.AccessRequest.Status;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.MemberDecisions;
import pro.jit.permission.evaluation.MemberDirectory;
import pro.jit.permission.evaluation.Reason;
import pro.jit.permission.facts.FeishuIdentity;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/**
 * Takes a member's request. Only who is refused for want of a grant can ask; a member has one open request at most, and none for a while after a
 * refusal; an application has a bounded number of open ones.
 */
@ApplicationScoped
class AskForAccess {
    /** When an application with too many open requests may be tried again: somebody has to decide some of them. */
    private static final Duration FULL = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final AccessRequestRepository repository;
    private final AccessRequestConfig config;
    private final MemberDirectory directory;
    private final MemberDecisions decisions;
    private final AccessChanges changes;
    private final ChangeRecord record;
    private final NoArgGenerator ids;
    private final MeterRegistry meters;
    private final Clock clock;

    AskForAccess(
            Jdbi jdbi,
            AccessRequestRepository repository,
            AccessRequestConfig config,
            MemberDirectory directory,
            MemberDecisions decisions,
            AccessChanges changes,
            ChangeRecord record,
            NoArgGenerator ids,
            MeterRegistry meters,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.config = config;
        this.directory = directory;
        this.decisions = decisions;
        this.changes = changes;
        this.record = record;
        this.ids = ids;
        this.meters = meters;
        this.clock = clock;
    }

    /** An open request, and whether it is a new one. */
    record Asked(AccessRequestView request, boolean anew) {}

    /**
     * The member's open request, made if there is none. A second reason replaces nothing.
     *
     * @throws ProblemException {@code conflict} if the person is not refused, or for another reason, or was declined too recently;
     *     {@code too-many-requests} if the application has too many open requests
     */
    Asked ask(
            Caller caller,
            ApplicationId application,
            OrganizationId organization,
            FeishuIdentity person,
            String reason) {
        return jdbi.inTransaction(handle -> {
            // Whoever leaves does so before or after, so that no request outlives its member.
            changes.awaitTurn(handle, List.of(organization));
            var member = refusedMember(handle, application, organization, person);
            var newest = repository.newest(handle, organization, member);
            if (newest.isPresent() && newest.get().isOpen()) {
                return new Asked(view(handle, newest.get()), false);
            }
            newest.ifPresent(this::requirePause);
            requireRoom(handle, application);
            var request = new AccessRequest(
                    ids.generate(),
                    application,
                    organization,
                    member,
                    reason,
                    Status.OPEN,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    null);
            repository.insert(handle, request);
            record.addAll(handle, caller, application, List.of(RecordedAccessRequest.created(request)));
            meters.counter("jit_access_requests", "status", Status.OPEN.wire()).increment();
            return new Asked(view(handle, request), true);
        });
    }

    private MemberId refusedMember(
            Handle handle, ApplicationId application, OrganizationId organization, FeishuIdentity person) {
        if (!isOf(handle, organization, application)) {
            throw notForWantOfAGrant(Reason.ORGANIZATION_DISABLED);
        }
        var member = directory
                .find(handle, organization, person)
                .orElseThrow(() -> notForWantOfAGrant(Reason.MEMBER_NOT_FOUND));
        var decision = Objects.requireNonNull(decisions
                        .decide(handle, organization, List.of(member), List.of(clock.instant()))
                        .get(member))
                .getFirst();
        if (decision.reason() != Reason.NOT_AUTHORIZED) {
            throw notForWantOfAGrant(decision.reason());
        }
        return member;
    }

    private static boolean isOf(Handle handle, OrganizationId organization, ApplicationId application) {
        return handle.createQuery("""
                        select exists (select 1 from organization
                                        where organization_id = :organization and org_id = :orgId and app_id = :appId)
                        """)
                .bind("organization", organization.value())
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .mapTo(Boolean.class)
                .one();
    }

    private static ProblemException notForWantOfAGrant(Reason reason) {
        return ProblemException.of(
                Problem.CONFLICT, "The decision about this person is " + reason.wire() + ", not not-authorized.");
    }

    private void requirePause(AccessRequest newest) {
        var again = Standings.askAgainAt(newest, config.pause());
        if (again.isPresent() && clock.instant().isBefore(again.get())) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "The last request was declined. Another can be made from " + again.get() + " on.");
        }
    }

    private void requireRoom(Handle handle, ApplicationId application) {
        repository.awaitTurn(handle, application);
        if (repository.countOpen(handle, application) >= config.openPerApplication()) {
            throw ProblemException.tooMany(
                    "The application has too many open requests; its administrators have to decide some first.", FULL);
        }
    }

    private AccessRequestView view(Handle handle, AccessRequest request) {
        return repository
                .find(handle, request.application(), request.accessRequestId())
                .map(AccessRequestView::of)
                .orElseThrow();
    }
}
