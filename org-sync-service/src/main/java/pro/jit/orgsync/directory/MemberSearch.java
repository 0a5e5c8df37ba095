package pro.jit.orgsync.directory;

import static java.util.Objects.requireNonNullElse;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;

/** Keeps the keys by which members are found. */
@ApplicationScoped
class MemberSearch {
    private static final Set<String> FIELDS = Set.of("name", "en_name", "email", "employee_no");

    /**
     * @param name by which those found are ordered
     */
    private record Keys(UUID memberId, UUID organizationId, String name, Set<String> keys) {}

    /** One key of a member, to be written where its neighbors are. */
    private record Row(Keys of, String key) {}

    private record Behind(
            UUID memberId,
            UUID organizationId,
            String name,
            @Nullable String enName,
            @Nullable String email,
            @Nullable String employeeNo) {
        Keys keys() {
            return new Keys(memberId, organizationId, name, SearchKeys.of(name, enName, email, employeeNo));
        }
    }

    /** Makes the keys anew of those members whom a change has given another name, address or number. */
    void write(Handle handle, OrganizationId organization, List<DirectoryChange> applied) {
        store(
                handle,
                applied.stream()
                        .filter(change -> change.baseRevision() == 0
                                || change.changed().stream().anyMatch(FIELDS::contains))
                        .map(change -> keys(organization, change))
                        .toList());
    }

    private static Keys keys(OrganizationId organization, DirectoryChange change) {
        return new Keys(
                change.id(),
                organization.value(),
                requireNonNullElse(text(change, "name"), ""),
                SearchKeys.of(
                        text(change, "name"),
                        text(change, "en_name"),
                        text(change, "email"),
                        text(change, "employee_no")));
    }

    private static @Nullable String text(DirectoryChange change, String field) {
        return change.document().path(field).textValue();
    }

    /**
     * Makes the keys of members whom an older version has written. A member that is being changed at the moment is left to the next time.
     *
     * @return how many they were
     */
    int catchUp(Handle handle, int most) {
        var behind = handle.createQuery("""
                        select member_id, organization_id, name, en_name, email, employee_no from member
                        where search_revision <> revision limit :most for update skip locked
                        """)
                .bind("most", most)
                .map((row, context) -> new Behind(
                        row.getObject("member_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getString("name"),
                        row.getString("en_name"),
                        row.getString("email"),
                        row.getString("employee_no")))
                .list();
        store(handle, behind.stream().map(Behind::keys).toList());
        handle.createUpdate("update member set search_revision = revision where member_id = any (cast(:ids as uuid[]))")
                .bindArray(
                        "ids",
                        String.class,
                        behind.stream().map(one -> one.memberId().toString()).toList())
                .execute();
        return behind.size();
    }

    private static void store(Handle handle, List<Keys> members) {
        if (members.isEmpty()) {
            return;
        }
        handle.createUpdate("delete from member_search where member_id = any (cast(:ids as uuid[]))")
                .bindArray(
                        "ids",
                        String.class,
                        members.stream().map(one -> one.memberId().toString()).toList())
                .execute();
        var rows = members.stream()
                .flatMap(one -> one.keys().stream().map(key -> new Row(one, key)))
                .sorted(Comparator.comparing(Row::key))
                .toList();
        handle.createUpdate("""
                        insert into member_search (member_id, organization_id, name, key)
                        select k.member_id, k.organization_id, k.name, k.key
                        from unnest(cast(:members as uuid[]), cast(:organizations as uuid[]), cast(:names as text[]), cast(:keys as text[]))
                             as k(member_id, organization_id, name, key)
                        """)
                .bindArray(
                        "members",
                        String.class,
                        rows.stream().map(row -> row.of().memberId().toString()).toList())
                .bindArray(
                        "organizations",
                        String.class,
                        rows.stream()
                                .map(row -> row.of().organizationId().toString())
                                .toList())
                .bindArray(
                        "names",
                        String.class,
                        rows.stream().map(row -> row.of().name()).toList())
                .bindArray("keys", String.class, rows.stream().map(Row::key).toList())
                .execute();
    }
}
