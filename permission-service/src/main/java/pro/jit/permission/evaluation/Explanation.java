package pro.jit.permission.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.grant.Principal;

/**
 * A decision with everything that led to it.
 *
 * @param grants every grant that speaks of the member, in force or not
 */
public record Explanation(
        boolean decision, String reason, List<String> roles, List<ExplainedGrant> grants, Sentence sentence) {
    public Explanation {
        roles = List.copyOf(roles);
        grants = List.copyOf(grants);
    }

    /**
     * A grant and how it reaches the member.
     *
     * @param via the member, then each department from their own up to the granted one, or everyone
     */
    public record ExplainedGrant(UUID grantId, String effect, String role, List<Step> via, boolean inForce) {
        public ExplainedGrant {
            via = List.copyOf(via);
        }
    }

    /** One step of a path. */
    public record Step(
            String type, @Nullable UUID id, @Nullable String name) {}

    /** The decision in one sentence of each language. */
    public record Sentence(String zh, String en) {}

    static List<Step> via(KnownMember member, SpeakingGrant speaking) {
        var steps = new ArrayList<Step>();
        steps.add(new Step("member", member.memberId().value(), member.name()));
        speaking.path()
                .forEach(department -> steps.add(
                        new Step("department", department.departmentId().value(), department.name())));
        if (speaking.grant().principal() instanceof Principal.Everyone) {
            steps.add(new Step("everyone", null, null));
        }
        return steps;
    }
}
