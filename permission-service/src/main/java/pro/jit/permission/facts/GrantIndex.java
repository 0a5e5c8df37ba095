package pro.jit.permission.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.facts.AccessFacts.KnownMember;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal;

/** The grants of one organization by whom they speak of, so that a decision costs the same however many there are. Immutable. */
final class GrantIndex {
    private static final Comparator<Grant> BY_ID = Comparator.comparing(Grant::grantId);

    private final List<Grant> all;
    private final List<Grant> everyone;
    private final Map<UUID, List<Grant>> byMember;
    private final Map<UUID, List<Grant>> byDepartment;

    GrantIndex(Collection<Grant> grants) {
        all = List.copyOf(grants);
        everyone = all.stream()
                .filter(grant -> grant.principal() instanceof Principal.Everyone)
                .toList();
        byMember = all.stream()
                .filter(grant -> grant.principal() instanceof Principal.OneMember)
                .collect(Collectors.groupingBy(grant -> ((Principal.OneMember) grant.principal()).memberId()));
        byDepartment = all.stream()
                .filter(grant -> grant.principal() instanceof Principal.OneDepartment)
                .collect(Collectors.groupingBy(grant -> ((Principal.OneDepartment) grant.principal()).departmentId()));
    }

    /** A copy without some and with others. */
    GrantIndex with(Collection<Grant> added, Set<UUID> removed) {
        return new GrantIndex(
                Stream.concat(all.stream().filter(grant -> !removed.contains(grant.grantId())), added.stream())
                        .toList());
    }

    /** Those that may speak of the member, in the order of their ids. */
    List<Grant> near(KnownMember member) {
        var near = new ArrayList<>(everyone);
        near.addAll(byMember.getOrDefault(member.memberId().value(), List.of()));
        if (!byDepartment.isEmpty()) {
            for (var department : departments(member)) {
                near.addAll(byDepartment.getOrDefault(department.departmentId().value(), List.of()));
            }
        }
        near.sort(BY_ID);
        return near;
    }

    /** Those the member is in and those above them, each once. */
    private static Collection<KnownDepartment> departments(KnownMember member) {
        var paths = member.departmentPaths();
        if (paths.size() == 1) {
            return paths.getFirst();
        }
        var all = new LinkedHashSet<KnownDepartment>();
        paths.forEach(all::addAll);
        return all;
    }
}
