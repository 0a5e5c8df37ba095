package pro.jit.permission.evaluation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.DecisionRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.MemberRefresh;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.FeishuIdentity;

/**
 * Answers whether a subject may sign in to an application: finds the member, loads the facts, asks the {@link PolicyDecisionPoint}, has
 * the decision recorded. A person who is not known, or not active, is read from Feishu once before that is said.
 */
@ApplicationScoped
class EvaluateAccess {
    /** The one action there is. */
    static final String LOGIN = "login";

    private final Jdbi jdbi;
    private final MemberDirectory directory;
    private final SubjectFacts subjects;
    private final MemberRefresh refresh;
    private final DecisionRecord record;
    private final AccessRequestStandings accessRequests;
    private final MeterRegistry meters;
    private final Clock clock;

    /** By reason; one is always of the same decision. */
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    EvaluateAccess(
            Jdbi jdbi,
            MemberDirectory directory,
            SubjectFacts subjects,
            MemberRefresh refresh,
            DecisionRecord record,
            AccessRequestStandings accessRequests,
            MeterRegistry meters,
            Clock clock) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.subjects = subjects;
        this.refresh = refresh;
        this.record = record;
        this.accessRequests = accessRequests;
        this.meters = meters;
        this.clock = clock;
    }

    /** The questions of one request: who asks, the moment they are answered of, and what has been decided so far. Not for several threads. */
    static final class Asking {
        private final Caller caller;
        private final SubjectFacts.Moment moment;
        private final List<DecisionRecord.Entry> made = new ArrayList<>();

        private Asking(Caller caller, SubjectFacts.Moment moment) {
            this.caller = caller;
            this.moment = moment;
        }
    }

    /** Decides one question, recorded before it is told. */
    EvaluationAnswer evaluate(Caller caller, EvaluationRequest request) {
        var asking = begin(caller);
        var answer = evaluate(asking, request);
        record(asking);
        return answer;
    }

    Asking begin(Caller caller) {
        return new Asking(caller, subjects.now());
    }

    /** Has the decisions recorded, together: a thousand refusals cost little more than one. To be done before they are told. */
    void record(Asking asking) {
        record.addAll(asking.caller, asking.made);
    }

    /** Decides one of several questions; it is still to be {@linkplain #record recorded}. */
    EvaluationAnswer evaluate(Asking asking, EvaluationRequest request) {
        var application = ApplicationId.parse(request.resource().id());
        var unknown = unknown(request.subject().type(), request.action(), request.resource());
        var answer = unknown.isPresent()
                ? EvaluationAnswer.of(Decision.deny(unknown.get()), null, null, List.of())
                : evaluateLogin(asking, request.subject(), application.orElseThrow());
        count(answer);
        asking.made.add(entry(request, application.orElse(new ApplicationId("", "")), answer));
        return answer;
    }

    /**
     * Permits, and has that recorded, where that follows from what is in memory; waits on no thread.
     *
     * @param thread where it is decided, once the database has said that what is in memory is what it has
     * @return empty if it does not: then {@link #evaluate} has the answer; fails when the database cannot be asked
     */
    CompletionStage<Optional<EvaluationAnswer>> permit(Caller caller, EvaluationRequest request, Executor thread) {
        var subject = request.subject();
        var organization = organization(subject);
        if (!subject.type().equals("feishu_user")
                || organization.isEmpty()
                || unknown(subject.type(), request.action(), request.resource()).isPresent()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        var application = application(request);
        return subjects.ready(organization.get(), identity(subject), thread)
                .thenApply(ready -> ready.flatMap(facts -> {
                    var decision = PolicyDecisionPoint.decide(facts, application, clock.instant());
                    if (!decision.permitted()) {
                        return Optional.empty();
                    }
                    var answer =
                            EvaluationAnswer.of(decision, organization.get().value(), facts.member(), List.of());
                    count(answer);
                    record.add(caller, entry(request, application, answer));
                    return Optional.of(answer);
                }));
    }

    private void count(EvaluationAnswer answer) {
        counters.computeIfAbsent(
                        answer.context().reason(),
                        reason -> meters.counter(
                                "jit_decisions", "decision", String.valueOf(answer.decision()), "reason", reason))
                .increment();
    }

    /** The decision {@link #evaluate} would make, nobody being read from Feishu for it. Nothing is kept: nobody is signing in. */
    boolean wouldPermit(EvaluationRequest request) {
        return unknown(request.subject().type(), request.action(), request.resource())
                        .isEmpty()
                && look(subjects.now(), request.subject(), application(request)).decision();
    }

    /** What of a question is none of ours; empty if all of it is known. */
    static Optional<Reason> unknown(String subjectType, String action, EvaluationRequest.Resource resource) {
        if (!resource.type().equals("application")
                || ApplicationId.parse(resource.id()).isEmpty()) {
            return Optional.of(Reason.UNKNOWN_RESOURCE);
        }
        if (!action.equals(LOGIN)) {
            return Optional.of(Reason.UNKNOWN_ACTION);
        }
        return switch (subjectType) {
            case "feishu_user", "member" -> Optional.empty();
            default -> Optional.of(Reason.UNKNOWN_SUBJECT);
        };
    }

    private static ApplicationId application(EvaluationRequest request) {
        return ApplicationId.parse(request.resource().id()).orElseThrow();
    }

    private EvaluationAnswer evaluateLogin(
            Asking asking, EvaluationRequest.Subject subject, ApplicationId application) {
        var looked = clock.instant();
        var first = look(asking.moment, subject, application);
        var organization = organization(subject);
        return subject.type().equals("feishu_user")
                        && organization.isPresent()
                        && worthARefresh(first)
                        && refresh.refresh(organization.get(), subject.id(), looked, asking.caller.requestId())
                ? look(asking.moment.after(organization.get()), subject, application)
                : first;
    }

    private EvaluationAnswer look(
            SubjectFacts.Moment moment, EvaluationRequest.Subject subject, ApplicationId application) {
        if (subject.type().equals("member")) {
            return member(moment, subject, application);
        }
        return organization(subject)
                .map(organization -> decide(moment.person(organization, identity(subject)), application))
                .orElseGet(
                        () -> EvaluationAnswer.of(Decision.deny(Reason.ORGANIZATION_DISABLED), null, null, List.of()));
    }

    private static FeishuIdentity identity(EvaluationRequest.Subject subject) {
        return new FeishuIdentity(subject.id(), subject.unionId(), subject.tenantKey());
    }

    private static Optional<OrganizationId> organization(EvaluationRequest.Subject subject) {
        return Optional.ofNullable(subject.organizationId()).flatMap(Wire::uuid).map(OrganizationId::new);
    }

    private static boolean worthARefresh(EvaluationAnswer answer) {
        var reason = answer.context().reason();
        return reason.equals(Reason.MEMBER_NOT_FOUND.wire()) || reason.equals(Reason.MEMBER_INACTIVE.wire());
    }

    private EvaluationAnswer member(
            SubjectFacts.Moment moment, EvaluationRequest.Subject subject, ApplicationId application) {
        var asked = subject.organizationId();
        return Wire.uuid(subject.id())
                .flatMap(id -> moment.member(new MemberId(id), application))
                .filter(facts -> asked == null || asked.equals(organizationOf(facts)))
                .map(facts -> decide(facts, application))
                .orElseGet(() -> EvaluationAnswer.of(Decision.deny(Reason.MEMBER_NOT_FOUND), null, null, List.of()));
    }

    private static @Nullable String organizationOf(AccessFacts facts) {
        var organization = facts.organization();
        return organization == null ? null : organization.organizationId().toString();
    }

    private EvaluationAnswer decide(AccessFacts facts, ApplicationId application) {
        var now = clock.instant();
        var decision = PolicyDecisionPoint.decide(facts, application, now);
        var organization = facts.organization();
        if (decision.reason() == Reason.ORGANIZATION_DISABLED || organization == null) {
            // Of another application's organization nothing is told, not even that it has such a member.
            return EvaluationAnswer.of(decision, null, null, List.of());
        }
        var id = organization.organizationId();
        var found = facts.member();
        if (decision.reason() != Reason.NOT_AUTHORIZED || found == null) {
            return EvaluationAnswer.of(decision, id.value(), found, List.of());
        }
        return jdbi.withHandle(handle -> EvaluationAnswer.of(
                decision,
                id.value(),
                found,
                directory.administrators(handle, id, now),
                accessRequests.of(handle, id, found.memberId()).orElse(null)));
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
