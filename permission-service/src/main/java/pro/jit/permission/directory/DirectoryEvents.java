package pro.jit.permission.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.DirectoryEntry.DepartmentEntry;
import pro.jit.permission.directory.DirectoryEntry.MemberEntry;
import pro.jit.permission.directory.DirectoryEntry.OrganizationEntry;

/** Reads org-sync-service's CloudEvents (JSON, structured mode) and its members API. */
@ApplicationScoped
class DirectoryEvents {
    private static final Set<String> ORGANIZATION_TYPES = Set.of(
            "pro.jit.org.organization.created.v1",
            "pro.jit.org.organization.updated.v1",
            "pro.jit.org.organization.disabled.v1",
            "pro.jit.org.organization.deleted.v1");
    private static final Set<String> DEPARTMENT_TYPES = Set.of(
            "pro.jit.org.department.created.v1",
            "pro.jit.org.department.updated.v1",
            "pro.jit.org.department.removed.v1");
    private static final Set<String> MEMBER_TYPES =
            Set.of("pro.jit.org.member.created.v1", "pro.jit.org.member.updated.v1", "pro.jit.org.member.removed.v1");

    private final ObjectMapper json;

    DirectoryEvents(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The entry an event carries; empty for an event of a type we do not know.
     *
     * @throws MalformedEvent when it is no CloudEvent, or a known one with fields missing or of the wrong type
     */
    Optional<DirectoryEntry> read(String value) {
        JsonNode event;
        try {
            event = json.readTree(value);
        } catch (JsonProcessingException e) {
            throw new MalformedEvent("it is not JSON");
        }
        var envelope = new EventFields(event, "event");
        var type = envelope.text("type");
        if (ORGANIZATION_TYPES.contains(type)) {
            return Optional.of(organization(envelope.object("data")));
        }
        if (DEPARTMENT_TYPES.contains(type)) {
            return Optional.of(department(envelope.object("data")));
        }
        return MEMBER_TYPES.contains(type) ? Optional.of(member(envelope.object("data"))) : Optional.empty();
    }

    private static OrganizationEntry organization(EventFields fields) {
        var title = fields.textOrNull("title");
        return new OrganizationEntry(
                new OrganizationId(fields.uuid("organization_id")),
                new ApplicationId(fields.text("org_id"), fields.text("app_id")),
                title == null ? "" : title,
                fields.oneOf("status", Set.of("active", "disabled", "deleted")),
                fields.revision());
    }

    private static DepartmentEntry department(EventFields fields) {
        var parent = fields.uuidOrNull("parent_id");
        var name = fields.textOrNull("name");
        return new DepartmentEntry(
                new OrganizationId(fields.uuid("organization_id")),
                new DepartmentId(fields.uuid("department_id")),
                parent == null ? null : new DepartmentId(parent),
                name == null ? "" : name,
                fields.oneOf("status", Set.of("active", "removed")),
                fields.revision());
    }

    /** A member, of an event's data or of the members API: both have these fields. */
    static MemberEntry member(EventFields fields) {
        var name = fields.textOrNull("name");
        return new MemberEntry(
                new OrganizationId(fields.uuid("organization_id")),
                new MemberId(fields.uuid("member_id")),
                fields.text("open_id"),
                blankToNull(fields.textOrNull("union_id")),
                blankToNull(fields.textOrNull("user_id")),
                blankToNull(fields.textOrNull("tenant_key")),
                name == null ? "" : name,
                fields.textOrNull("avatar_url"),
                MemberStatus.of(fields.text("status"))
                        .orElseThrow(() -> new MalformedEvent(fields.path() + ".status is not known")),
                fields.objects("departments").stream()
                        .map(department -> new DepartmentId(department.uuid("department_id")))
                        .distinct()
                        .toList(),
                fields.revision());
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
