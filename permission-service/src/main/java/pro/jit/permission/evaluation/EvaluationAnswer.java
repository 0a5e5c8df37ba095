package pro.jit.permission.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.problem.Problem;

/** The answer to one question; a deny is an answer like any other. */
record EvaluationAnswer(boolean decision, Context context) {
    /**
     * What the asker may want to know besides. What is null is not written (Authorization API 1.0, JSON payload considerations).
     *
     * @param reason named as in the order of a decision, or {@code invalid-request}
     * @param memberId null if nobody was found
     * @param userId as Feishu names the member within the company; null where it has not said
     * @param administrators names of up to three members who can help, for {@code not-authorized}; else empty
     * @param accessRequest where the member's own request stands, for {@code not-authorized}; null if they made none that matters
     * @param error what is wrong with this one of several questions
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Context(
            String reason,
            @Nullable UUID memberId,
            @Nullable UUID organizationId,
            List<String> roles,
            @Nullable String name,
            @Nullable String picture,
            @Nullable String userId,
            List<String> administrators,
            @Nullable AccessRequestStanding accessRequest,
            @Nullable Misunderstanding error) {
        Context {
            roles = List.copyOf(roles);
            administrators = List.copyOf(administrators);
        }
    }

    /**
     * Why one of several questions could not be understood.
     *
     * @param status the HTTP status it would have had, asked alone
     */
    record Misunderstanding(int status, String message) {}

    static EvaluationAnswer of(
            Decision decision,
            @Nullable UUID organizationId,
            @Nullable KnownMember member,
            List<String> administrators) {
        return of(decision, organizationId, member, administrators, null);
    }

    static EvaluationAnswer of(
            Decision decision,
            @Nullable UUID organizationId,
            @Nullable KnownMember member,
            List<String> administrators,
            @Nullable AccessRequestStanding accessRequest) {
        return new EvaluationAnswer(
                decision.permitted(),
                new Context(
                        decision.reason().wire(),
                        member == null ? null : member.memberId().value(),
                        organizationId,
                        decision.roles(),
                        member == null ? null : member.name(),
                        member == null ? null : member.picture(),
                        member == null ? null : member.userId(),
                        administrators,
                        accessRequest,
                        null));
    }

    /** The deny that answers a question which cannot be understood, among others that can. */
    static EvaluationAnswer invalid(String message) {
        var problem = Problem.INVALID_REQUEST;
        return new EvaluationAnswer(
                false,
                new Context(
                        problem.id(),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        new Misunderstanding(problem.status(), message)));
    }
}
