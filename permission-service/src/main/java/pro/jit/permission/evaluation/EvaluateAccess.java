package pro.jit.permission.evaluation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.DecisionRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberRefresh;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.MemberDirectory.FeishuIdentity;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.facts.StoredFacts;

/**
 * Answers whether a subject may sign in to an application: finds the member, loads the facts, asks the {@link PolicyDecisionPoint}, keeps
 * refusals. A person who is not known, or not active, is read from Feishu once before that is said.
 */
@ApplicationScoped
class EvaluateAccess {
    private final Jdbi jdbi;
    private final MemberDirectory directory;
    private final StoredFacts storedFacts;
    private final MemberRefresh refresh;
    private final DecisionRecord record;
    private final MeterRegistry meters;
    private final Clock clock;

    EvaluateAccess(
            Jdbi jdbi,
            MemberDirectory directory,
            StoredFacts storedFacts,
            MemberRefresh refresh,
            DecisionRecord record,
            MeterRegistry meters,
            Clock clock) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.storedFacts = storedFacts;
        this.refresh = refresh;
        this.record = record;
        this.meters = meters;
        this.clock = clock;
    }

    /** Decides, keeping a refusal. */
    EvaluationAnswer evaluate(Caller caller, EvaluationRequest request) {
        var application = ApplicationId.parse(request.resource().id());
        var known = known(request, application);
        var answer = known.isPresent()
                ? EvaluationAnswer.of(Decision.deny(known.get()), null, null, List.of())
                : evaluateLogin(caller, request.subject(), application.orElseThrow());
        meters.counter(
                        "jit_decisions",
                        "decision",
                        String.valueOf(answer.decision()),
                        "reason",
                        answer.context().reason())
                .increment();
        if (!answer.decision()) {
            record.add(caller, entry(request, application.orElse(new ApplicationId("", "")), answer));
        }
        return answer;
    }

    /** What of the question is none of ours; empty if all of it is known. */
    private static Optional<Reason> known(EvaluationRequest request, Optional<ApplicationId> application) {
        if (!request.resource().type().equals("application") || application.isEmpty()) {
            return Optional.of(Reason.UNKNOWN_RESOURCE);
        }
        if (!request.action().equals("login")) {
            return Optional.of(Reason.UNKNOWN_ACTION);
        }
        return switch (request.subject().type()) {
            case "feishu_user", "member" -> Optional.empty();
            default -> Optional.of(Reason.UNKNOWN_SUBJECT);
        };
    }

    private EvaluationAnswer evaluateLogin(
            Caller caller, EvaluationRequest.Subject subject, ApplicationId application) {
        if (subject.type().equals("member")) {
            return jdbi.withHandle(handle -> member(handle, subject, application));
        }
        var organization = Optional.ofNullable(subject.organizationId())
                .flatMap(Wire::uuid)
                .map(OrganizationId::new);
        if (organization.isEmpty()) {
            return EvaluationAnswer.of(Decision.deny(Reason.ORGANIZATION_DISABLED), null, null, List.of());
        }
        var identity = new FeishuIdentity(subject.id(), subject.unionId(), subject.tenantKey());
        var looked = clock.instant();
        var first = jdbi.withHandle(handle -> feishuUser(handle, organization.get(), identity, application));
        return worthARefresh(first) && refresh.refresh(organization.get(), subject.id(), looked, caller.requestId())
                ? jdbi.withHandle(handle -> feishuUser(handle, organization.get(), identity, application))
                : first;
    }

    private static boolean worthARefresh(EvaluationAnswer answer) {
        var reason = answer.context().reason();
        return reason.equals(Reason.MEMBER_NOT_FOUND.wire()) || reason.equals(Reason.MEMBER_INACTIVE.wire());
    }

    private EvaluationAnswer feishuUser(
            Handle handle, OrganizationId organization, FeishuIdentity identity, ApplicationId application) {
        return decide(handle, organization, directory.find(handle, organization, identity), application);
    }

    private EvaluationAnswer member(Handle handle, EvaluationRequest.Subject subject, ApplicationId application) {
        var member = Wire.uuid(subject.id()).map(MemberId::new);
        var organization = member.flatMap(id -> directory.organizationOf(handle, id, application));
        if (organization.isEmpty()) {
            return EvaluationAnswer.of(Decision.deny(Reason.MEMBER_NOT_FOUND), null, null, List.of());
        }
        var asked = subject.organizationId();
        if (asked != null && !asked.equals(organization.get().toString())) {
            return EvaluationAnswer.of(Decision.deny(Reason.MEMBER_NOT_FOUND), null, null, List.of());
        }
        return decide(handle, organization.get(), member, application);
    }

    private EvaluationAnswer decide(
            Handle handle, OrganizationId organization, Optional<MemberId> member, ApplicationId application) {
        var now = clock.instant();
        var facts = member.map(id -> Objects.requireNonNull(
                        storedFacts.load(handle, organization, List.of(id)).get(id)))
                .orElseGet(() -> new AccessFacts(storedFacts.organization(handle, organization), null, List.of()));
        var decision = PolicyDecisionPoint.decide(facts, application, now);
        if (decision.reason() == Reason.ORGANIZATION_DISABLED) {
            // Of another application's organization nothing is told, not even that it has such a member.
            return EvaluationAnswer.of(decision, null, null, List.of());
        }
        var administrators = decision.reason() == Reason.NOT_AUTHORIZED
                ? directory.administrators(handle, organization, now)
                : List.<String>of();
        @Nullable KnownMember found = facts.member();
        return EvaluationAnswer.of(decision, organization.value(), found, administrators);
    }

    private static DecisionRecord.Entry entry(
            EvaluationRequest request, ApplicationId application, EvaluationAnswer answer) {
        var context = answer.context();
        @Nullable UUID organization = context.organizationId();
        return new DecisionRecord.Entry(
                application,
                organization,
                context.memberId(),
                request.subject().type(),
                request.subject().id(),
                request.action(),
                answer.decision(),
                context.reason());
    }
}
