package pro.jit.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of access, as permission-service publishes it ({@code permission.access.v1}). */
sealed interface AccessChange {
    String orgId();

    String appId();

    /** The member has access now, with these roles. */
    record Granted(String orgId, String appId, String memberId, List<String> roles) implements AccessChange {
        public Granted {
            roles = List.copyOf(roles);
        }
    }

    /** A member, or everybody of an organization or of the application, may no longer enter. */
    record Revoked(
            String orgId,
            String appId,
            @Nullable String organizationId,
            @Nullable String memberId,
            String reason,
            Instant changedAt)
            implements AccessChange {}

    /** Who is in must be asked about again. */
    record Reevaluate(String orgId, String appId, @Nullable String organizationId) implements AccessChange {}

    /** A type we do not know: passed over. */
    record Other(String orgId, String appId) implements AccessChange {}

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException if it is not of the schema
     */
    static AccessChange read(@Nullable JsonNode event) {
        var data = event == null ? null : event.path("data");
        if (event == null || data == null || !data.isObject()) {
            throw new IllegalArgumentException("no data");
        }
        var orgId = required(data, "org_id");
        var appId = required(data, "app_id");
        return switch (event.path("type").asText("")) {
            case "pro.jit.permission.access.granted.v1" ->
                new Granted(orgId, appId, required(data, "member_id"), roles(data.path("roles")));
            case "pro.jit.permission.access.revoked.v1" ->
                new Revoked(
                        orgId,
                        appId,
                        optional(data, "organization_id"),
                        optional(data, "member_id"),
                        data.path("reason").asText(""),
                        time(data.path("changed_at")));
            case "pro.jit.permission.access.reevaluate.v1" ->
                new Reevaluate(orgId, appId, optional(data, "organization_id"));
            default -> new Other(orgId, appId);
        };
    }

    private static List<String> roles(JsonNode nodes) {
        var roles = new ArrayList<String>();
        nodes.forEach(node -> roles.add(node.asText()));
        return roles;
    }

    private static Instant time(JsonNode node) {
        try {
            return Instant.parse(node.asText(""));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("changed_at is no time", e);
        }
    }

    private static String required(JsonNode data, String field) {
        var value = optional(data, field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static @Nullable String optional(JsonNode data, String field) {
        var value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return value.textValue();
    }
}
