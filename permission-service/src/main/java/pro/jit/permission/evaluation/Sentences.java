package pro.jit.permission.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import pro.jit.permission.evaluation.Explanation.Sentence;
import pro.jit.permission.grant.Effect;
import pro.jit.permission.grant.Principal;

/** Says a decision in plain Chinese and English. */
final class Sentences {
    private Sentences() {}

    /** @param inForce the grants that speak at the time of the decision */
    static Sentence of(String name, Decision decision, List<SpeakingGrant> inForce) {
        return switch (decision.reason()) {
            case GRANTED -> granted(name, decision, inForce);
            case ACCESS_BLOCKED -> {
                var how = through(inForce, Effect.DENY);
                yield new Sentence(
                        name + "不能进入：" + how.zh() + "被禁止访问。",
                        name + " may not enter: access is denied " + how.en() + ".");
            }
            case MEMBER_INACTIVE ->
                new Sentence(name + "不能进入：该成员当前不是在职可用状态。", name + " may not enter: the membership is not active.");
            case ORGANIZATION_DISABLED ->
                new Sentence(name + "不能进入：所属组织已停用。", name + " may not enter: the organization is disabled.");
            case NOT_AUTHORIZED, MEMBER_NOT_FOUND, UNKNOWN_SUBJECT, UNKNOWN_ACTION, UNKNOWN_RESOURCE ->
                new Sentence(name + "不能进入：没有任何生效的授权。", name + " may not enter: no grant in force speaks for them.");
        };
    }

    private static Sentence granted(String name, Decision decision, List<SpeakingGrant> inForce) {
        var how = through(inForce, Effect.ALLOW);
        var roles = decision.roles();
        return new Sentence(
                name + "可以进入，角色为" + String.join("、", roles) + "：" + how.zh() + "获得授权。",
                name + " may enter as " + String.join(", ", roles) + ": granted " + how.en() + ".");
    }

    /** The nearest way by which a grant of that effect reaches the member. */
    private static Sentence through(List<SpeakingGrant> inForce, Effect effect) {
        Optional<SpeakingGrant> nearest = inForce.stream()
                .filter(speaking -> speaking.grant().effect() == effect)
                .min(Comparator.comparingInt(Sentences::distance));
        if (nearest.isEmpty()) {
            return new Sentence("", "");
        }
        return switch (nearest.get().grant().principal()) {
            case Principal.OneMember member -> new Sentence("本人", "in person");
            case Principal.Everyone everyone -> new Sentence("通过全体成员", "to everyone");
            case Principal.OneDepartment department -> {
                var name = nearest.get().path().getLast().name();
                yield new Sentence("通过部门“" + name + "”", "through the department “" + name + "”");
            }
        };
    }

    private static int distance(SpeakingGrant speaking) {
        return switch (speaking.grant().principal()) {
            case Principal.OneMember member -> 0;
            case Principal.OneDepartment department -> speaking.path().size();
            case Principal.Everyone everyone -> Integer.MAX_VALUE;
        };
    }
}
