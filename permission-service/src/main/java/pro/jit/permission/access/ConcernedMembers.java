package pro.jit.permission.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.access.Reach.OfDepartment;
import pro.jit.permission.access.Reach.OfGrant;
import pro.jit.permission.access.Reach.OfMember;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Principal.Everyone;
import pro.jit.permission.grant.Principal.OneDepartment;
import pro.jit.permission.grant.Principal.OneMember;

/** Finds the members a change may concern, as long as they are few. */
@ApplicationScoped
class ConcernedMembers {
    /** A change that reaches more members than this is announced as one re-evaluation. */
    private static final int FEW = 500;

    /**
     * Those within reach, in one organization.
     *
     * @param since grants that ended before this, or begin after {@code now}, concern nobody
     */
    Concerned find(Handle handle, OrganizationId organization, Collection<Reach> reaches, Instant since, Instant now) {
        var found = new Found();
        var grants = new ArrayList<Grant>();
        for (var reach : reaches) {
            switch (reach) {
                case OfMember member -> found.oneByOne.add(member.memberId());
                case OfDepartment department -> {
                    if (hasDepartmentGrants(handle, organization)) {
                        found.together(inDepartments(
                                handle,
                                organization,
                                Set.of(department.departmentId().value()),
                                Set.of()));
                    }
                }
                case OfGrant granted -> {
                    if (speaksBetween(granted.grant(), since, now)) {
                        grants.add(granted.grant());
                    }
                }
            }
        }
        ofGrants(handle, organization, grants, found);
        return new Concerned(found.oneByOne, found.together, found.tooMany);
    }

    /** A thousand grants at once are as many statements as one. */
    private static void ofGrants(Handle handle, OrganizationId organization, List<Grant> grants, Found found) {
        var whole = new HashSet<UUID>();
        var alone = new HashSet<UUID>();
        var everyone = false;
        for (var grant : grants) {
            switch (grant.principal()) {
                case OneMember member -> found.oneByOne.add(new MemberId(member.memberId()));
                case OneDepartment department ->
                    (department.includeSubDepartments() ? whole : alone).add(department.departmentId());
                case Everyone all -> everyone = true;
            }
        }
        if (!whole.isEmpty() || !alone.isEmpty()) {
            found.oneByOne(inDepartments(handle, organization, whole, alone));
        }
        if (everyone) {
            found.together(inOrganization(handle, organization));
        }
    }

    private static boolean speaksBetween(Grant grant, Instant since, Instant now) {
        var from = grant.validFrom();
        var until = grant.validUntil();
        return (from == null || !from.isAfter(now)) && (until == null || until.isAfter(since));
    }

    private static boolean hasDepartmentGrants(Handle handle, OrganizationId organization) {
        return handle.createQuery("""
                        select exists (select 1 from access_grant
                                        where organization_id = :organization and principal_type = 'department')
                        """)
                .bind("organization", organization.value())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * One more than {@link #FEW} at most. The tree is walked whatever the departments' status: who was below one that goes is concerned too.
     *
     * @param whole departments with those below them
     * @param alone departments without
     */
    private static List<MemberId> inDepartments(
            Handle handle, OrganizationId organization, Set<UUID> whole, Set<UUID> alone) {
        return handle.createQuery("""
                        with recursive below as (
                            select unnest(:whole) as department_id
                            union
                            select child.department_id
                              from below join department child
                                on child.organization_id = :organization and child.parent_id = below.department_id)
                        select distinct member_id
                          from (select department_id from below union select unnest(:alone)) as departments
                          join member_department using (department_id)
                         where organization_id = :organization
                         limit :limit
                        """)
                .bind("organization", organization.value())
                .bind("whole", whole.toArray(UUID[]::new))
                .bind("alone", alone.toArray(UUID[]::new))
                .bind("limit", FEW + 1)
                .mapTo(UUID.class)
                .map(MemberId::new)
                .list();
    }

    private static List<MemberId> inOrganization(Handle handle, OrganizationId organization) {
        return handle.createQuery("select member_id from member where organization_id = :organization limit :limit")
                .bind("organization", organization.value())
                .bind("limit", FEW + 1)
                .mapTo(UUID.class)
                .map(MemberId::new)
                .list();
    }

    private static final class Found {
        private final Set<MemberId> oneByOne = new HashSet<>();
        private final Set<MemberId> together = new HashSet<>();
        private boolean tooMany;

        void oneByOne(List<MemberId> members) {
            addTo(oneByOne, members);
        }

        void together(List<MemberId> members) {
            addTo(together, members);
        }

        private void addTo(Set<MemberId> set, List<MemberId> members) {
            if (members.size() > FEW) {
                tooMany = true;
            } else {
                set.addAll(members);
            }
        }
    }
}
