package pro.jit.permission.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberStatus;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal.Everyone;
import pro.jit.permission.grant.Principal.OneDepartment;
import pro.jit.permission.grant.Principal.OneMember;

/**
 * Decides who may enter: facts and a time in, a decision out, nothing else looked at.
 *
 * <p>Order: organization known, of this application and enabled; member found; member active; no deny in force; an allow in force. Nobody has
 * a role by default.
 */
public final class PolicyDecisionPoint {
    private PolicyDecisionPoint() {}

    /** Whether the member of {@code facts} may sign in to the application at that time. */
    public static Decision decide(AccessFacts facts, ApplicationId application, Instant now) {
        var organization = facts.organization();
        if (organization == null
                || !organization.enabled()
                || !organization.application().equals(application)) {
            return Decision.deny(Reason.ORGANIZATION_DISABLED);
        }
        var member = facts.member();
        if (member == null) {
            return Decision.deny(Reason.MEMBER_NOT_FOUND);
        }
        if (member.status() != MemberStatus.ACTIVE) {
            return Decision.deny(Reason.MEMBER_INACTIVE);
        }
        var roles = new TreeSet<String>();
        for (var speaking : speaking(facts)) {
            var grant = speaking.grant();
            if (!grant.inForce(now)) {
                continue;
            }
            switch (grant.effect()) {
                case DENY -> {
                    return Decision.deny(Reason.ACCESS_BLOCKED);
                }
                case ALLOW -> roles.add(grant.role());
            }
        }
        return roles.isEmpty() ? Decision.deny(Reason.NOT_AUTHORIZED) : Decision.permit(List.copyOf(roles));
    }

    /** Every grant that speaks of the member, in force or not, with the path by which it does. */
    static List<SpeakingGrant> speaking(AccessFacts facts) {
        var organization = facts.organization();
        var member = facts.member();
        if (organization == null || member == null) {
            return List.of();
        }
        var speaking = new ArrayList<SpeakingGrant>();
        for (var grant : facts.grants()) {
            // An id of another application or organization never matches, whatever was loaded.
            if (grant.organizationId().equals(organization.organizationId())
                    && grant.application().equals(organization.application())) {
                path(grant, member).ifPresent(path -> speaking.add(new SpeakingGrant(grant, path)));
            }
        }
        return speaking;
    }

    private static Optional<List<KnownDepartment>> path(Grant grant, KnownMember member) {
        return switch (grant.principal()) {
            case Everyone everyone -> Optional.of(List.of());
            case OneMember one ->
                one.memberId().equals(member.memberId().value()) ? Optional.of(List.of()) : Optional.empty();
            case OneDepartment department -> reachAny(department, member.departmentPaths());
        };
    }

    private static Optional<List<KnownDepartment>> reachAny(OneDepartment granted, List<List<KnownDepartment>> paths) {
        for (var path : paths) {
            var reached = reach(granted, path);
            if (reached.isPresent()) {
                return reached;
            }
        }
        return Optional.empty();
    }

    /** The part of the path up to the granted department, if the grant reaches it. */
    static Optional<List<KnownDepartment>> reach(OneDepartment granted, List<KnownDepartment> path) {
        var length = granted.includeSubDepartments() ? path.size() : Math.min(1, path.size());
        for (int i = 0; i < length; i++) {
            if (path.get(i).departmentId().value().equals(granted.departmentId())) {
                return Optional.of(path.subList(0, i + 1));
            }
        }
        return Optional.empty();
    }
}
