package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Group;
import pro.jit.orgsync.directory.Member;

/** Members and departments as SCIM resources (RFC 7643 section 4). */
final class ScimResources {
    private final String base;

    /** @param base the address of the organization's SCIM service, with a slash at its end */
    ScimResources(String base) {
        this.base = base;
    }

    /** A member as a User. What the directory does not know is not told. */
    ObjectNode user(Member member) {
        var id = member.memberId().toString();
        var user = JsonNodeFactory.instance.objectNode();
        var schemas = user.putArray("schemas").add(ScimSchema.USER).add(ScimSchema.FEISHU);
        user.put("id", id);
        user.put("externalId", member.unionId() == null ? member.openId() : member.unionId());
        user.put("userName", member.userId() == null ? id : member.userId());
        put(user, "displayName", member.name());
        if (!member.name().isEmpty()) {
            user.putObject("name").put("formatted", member.name());
        }
        put(user, "nickName", member.enName());
        put(user, "title", member.jobTitle());
        user.put("active", member.status().equals("active"));
        only(user, "emails", member.email(), "work");
        only(user, "phoneNumbers", member.mobile(), "mobile");
        only(user, "photos", member.avatarUrl(), "photo");
        var groups = JsonNodeFactory.instance.arrayNode();
        for (var place : member.departments()) {
            groups.addObject()
                    .put("value", place.departmentId().toString())
                    .put("$ref", base + "Groups/" + place.departmentId())
                    .put("display", place.name())
                    .put("type", "direct");
        }
        if (!groups.isEmpty()) {
            user.set("groups", groups);
        }
        var enterprise = JsonNodeFactory.instance.objectNode();
        put(enterprise, "employeeNumber", member.employeeNo());
        member.departments().stream()
                .filter(Member.Place::primary)
                .findFirst()
                .ifPresent(place -> put(enterprise, "department", place.name()));
        if (!enterprise.isEmpty()) {
            schemas.add(ScimSchema.ENTERPRISE);
            user.set(ScimSchema.ENTERPRISE, enterprise);
        }
        var feishu = user.putObject(ScimSchema.FEISHU);
        feishu.put("status", member.status()).put("openId", member.openId());
        put(feishu, "unionId", member.unionId());
        put(feishu, "userId", member.userId());
        put(feishu, "tenantKey", member.tenantKey());
        return withMeta(user, "User", "Users/" + id, member.createdAt(), member.updatedAt());
    }

    /** A department as a Group: its members are the people directly in it and the departments directly below it. */
    ObjectNode group(Group department) {
        var id = department.departmentId().toString();
        var group = JsonNodeFactory.instance.objectNode();
        group.putArray("schemas").add(ScimSchema.GROUP);
        group.put("id", id);
        group.put("externalId", department.openDepartmentId());
        group.put("displayName", department.name());
        var members = JsonNodeFactory.instance.arrayNode();
        for (var part : department.members()) {
            members.addObject()
                    .put("value", part.id().toString())
                    .put("$ref", base + (part.person() ? "Users/" : "Groups/") + part.id())
                    .put("display", part.name())
                    .put("type", part.person() ? "User" : "Group");
        }
        if (!members.isEmpty()) {
            group.set("members", members);
        }
        return withMeta(group, "Group", "Groups/" + id, department.createdAt(), department.updatedAt());
    }

    private static void put(ObjectNode object, String attribute, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            object.put(attribute, value);
        }
    }

    private static void only(ObjectNode user, String attribute, @Nullable String value, String type) {
        if (value != null && !value.isEmpty()) {
            user.putArray(attribute)
                    .addObject()
                    .put("value", value)
                    .put("type", type)
                    .put("primary", true);
        }
    }

    /** The version is one of the content, for names of departments change without their people. */
    private ObjectNode withMeta(ObjectNode resource, String type, String path, Instant created, Instant modified) {
        var version = "W/\"" + digest(resource.toString()) + "\"";
        resource.putObject("meta")
                .put("resourceType", type)
                .put("created", created.toString())
                .put("lastModified", modified.toString())
                .put("location", base + path)
                .put("version", version);
        return resource;
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** What a resource says its version is. */
    static String version(ObjectNode resource) {
        return Objects.requireNonNull(resource.path("meta").path("version").textValue());
    }
}
