package pro.jit.permission.grant;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Who would gain and lose access. Each list holds the first {@value #LISTED} by name; its count tells of all.
 *
 * @param at the time the decisions were compared for
 * @param loses with the roles they have before
 * @param changes who may enter before and after, with other roles
 * @param notInForce how many of the grants to be made speak at another time only, so that they concern nobody then
 * @param leavesWithoutAdministrator whether somebody can administer the application before, and nobody could after; grants are then not changed
 *     so ({@code last-administrator}) unless that is asked for
 */
public record WhatIfAnswer(
        Instant at,
        List<Affected> gains,
        int gainsCount,
        List<Affected> loses,
        int losesCount,
        List<Changed> changes,
        int changesCount,
        int notInForce,
        boolean leavesWithoutAdministrator) {
    static final int LISTED = 1_000;

    public WhatIfAnswer {
        gains = List.copyOf(gains);
        loses = List.copyOf(loses);
        changes = List.copyOf(changes);
    }

    /** A member who gains or loses access. */
    public record Affected(UUID memberId, UUID organizationId, String name, List<String> roles) {
        public Affected {
            roles = List.copyOf(roles);
        }
    }

    /** A member whose roles are others. */
    public record Changed(
            UUID memberId, UUID organizationId, String name, List<String> rolesBefore, List<String> roles) {
        public Changed {
            rolesBefore = List.copyOf(rolesBefore);
            roles = List.copyOf(roles);
        }
    }

    /** @param administeredElsewhere whether somebody of an organization the change does not concern can administer the application */
    static WhatIfAnswer of(
            Instant at, List<AccessDifference> differences, int notInForce, boolean administeredElsewhere) {
        var gains = all(differences, AccessDifference::gains);
        var loses = all(differences, AccessDifference::loses);
        var changes = all(differences, AccessDifference::changes);
        return new WhatIfAnswer(
                at,
                first(gains, Affected::name, Affected::memberId),
                gains.size(),
                first(loses, Affected::name, Affected::memberId),
                loses.size(),
                first(changes, Changed::name, Changed::memberId),
                changes.size(),
                notInForce,
                !administeredElsewhere
                        && differences.stream().anyMatch(AccessDifference::administeredBefore)
                        && differences.stream().noneMatch(AccessDifference::administeredAfter));
    }

    private static <T> List<T> all(List<AccessDifference> differences, Function<AccessDifference, List<T>> part) {
        return differences.stream().flatMap(each -> part.apply(each).stream()).toList();
    }

    private static <T> List<T> first(List<T> all, Function<T, String> name, Function<T, UUID> id) {
        return all.stream()
                .sorted(Comparator.comparing(name).thenComparing(id))
                .limit(LISTED)
                .toList();
    }
}
