package pro.jit.permission.evaluation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.facts.AccessFacts.KnownMember;

/** The answer to one question; a deny is an answer like any other. */
record EvaluationAnswer(boolean decision, Context context) {
    /**
     * What the asker may want to know besides.
     *
     * @param reason named as in the order of a decision
     * @param memberId null if nobody was found
     * @param administrators names of up to three members who can help, for {@code not-authorized}; else empty
     */
    record Context(
            String reason,
            @Nullable UUID memberId,
            @Nullable UUID organizationId,
            List<String> roles,
            @Nullable String name,
            @Nullable String picture,
            List<String> administrators) {
        Context {
            roles = List.copyOf(roles);
            administrators = List.copyOf(administrators);
        }
    }

    static EvaluationAnswer of(
            Decision decision,
            @Nullable UUID organizationId,
            @Nullable KnownMember member,
            List<String> administrators) {
        return new EvaluationAnswer(
                decision.permitted(),
                new Context(
                        decision.reason().wire(),
                        member == null ? null : member.memberId().value(),
                        organizationId,
                        decision.roles(),
                        member == null ? null : member.name(),
                        member == null ? null : member.picture(),
                        administrators));
    }
}
