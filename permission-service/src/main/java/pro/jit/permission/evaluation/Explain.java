package pro.jit.permission.evaluation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.evaluation.Explanation.ExplainedGrant;
import pro.jit.permission.evaluation.Explanation.Step;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.grant.Effect;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal;
import pro.jit.permission.grant.Principal.OneDepartment;

/** Takes a decision apart. */
final class Explain {
    private Explain() {}

    /**
     * The decision about this member with what led to it.
     *
     * @param member that of the facts
     * @param zone of the times in the sentences
     */
    static Explanation decision(
            AccessFacts facts, KnownMember member, ApplicationId application, Instant now, ZoneId zone) {
        var decision = PolicyDecisionPoint.decide(facts, application, now);
        var speaking = PolicyDecisionPoint.speaking(facts).stream()
                .map(one -> new Reached(one.grant(), paths(one.grant(), member)))
                .toList();
        return new Explanation(
                decision.permitted(),
                decision.reason().wire(),
                decision.roles(),
                now,
                member.status().wire(),
                speaking.stream().map(one -> grant(one, member, decision, now)).toList(),
                Sentences.of(
                        member,
                        decision,
                        speaking.stream().map(Reached::shortest).toList(),
                        now,
                        zone));
    }

    /** Whether a grant is one of those the decision rests on. */
    static boolean wins(Grant grant, Decision decision, Instant now) {
        if (!grant.inForce(now)) {
            return false;
        }
        return switch (decision.reason()) {
            case GRANTED -> grant.effect() == Effect.ALLOW;
            case ACCESS_BLOCKED -> grant.effect() == Effect.DENY;
            case ORGANIZATION_DISABLED,
                    MEMBER_NOT_FOUND,
                    MEMBER_INACTIVE,
                    NOT_AUTHORIZED,
                    UNKNOWN_SUBJECT,
                    UNKNOWN_ACTION,
                    UNKNOWN_RESOURCE -> false;
        };
    }

    private static ExplainedGrant grant(Reached reached, KnownMember member, Decision decision, Instant now) {
        var grant = reached.grant();
        var ways =
                reached.paths().stream().map(path -> steps(member, grant, path)).toList();
        return new ExplainedGrant(
                grant.grantId(),
                grant.effect().wire(),
                grant.role(),
                ways.getFirst(),
                ways.subList(1, ways.size()),
                grant.inForce(now),
                state(grant, now),
                grant.validFrom(),
                grant.validUntil(),
                wins(grant, decision, now));
    }

    private static String state(Grant grant, Instant now) {
        if (grant.inForce(now)) {
            return "in_force";
        }
        var until = grant.validUntil();
        return until != null && !now.isBefore(until) ? "expired" : "scheduled";
    }

    private static List<Step> steps(KnownMember member, Grant grant, List<KnownDepartment> path) {
        var steps = new ArrayList<Step>();
        steps.add(new Step("member", member.memberId().value(), member.name()));
        path.forEach(department ->
                steps.add(new Step("department", department.departmentId().value(), department.name())));
        if (grant.principal() instanceof Principal.Everyone) {
            steps.add(new Step("everyone", null, null));
        }
        return steps;
    }

    /** Every path from a department of the member's own up to the granted one, the shortest first; one empty path where no department is meant. */
    private static List<List<KnownDepartment>> paths(Grant grant, KnownMember member) {
        if (!(grant.principal() instanceof OneDepartment department)) {
            return List.of(List.of());
        }
        return member.departmentPaths().stream()
                .flatMap(path -> PolicyDecisionPoint.reach(department, path).stream())
                .distinct()
                .sorted(Comparator.comparingInt(List::size))
                .toList();
    }

    /** A grant that speaks of the member, with all its paths. */
    private record Reached(Grant grant, List<List<KnownDepartment>> paths) {
        SpeakingGrant shortest() {
            return new SpeakingGrant(grant, paths.getFirst());
        }
    }
}
