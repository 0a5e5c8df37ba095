package pro.jit.permission.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One organization of one application, told of in org-sync-service's events. Names stand for ids: the same name, the same id. */
public final class Company {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String application;
    private final Map<String, Long> revisions = new HashMap<>();

    public Company(String name) {
        this(name, name);
    }

    private Company(String name, String application) {
        this.name = name;
        this.application = application;
    }

    /** Another organization of the same application; the same names stand for other ids there. */
    public Company another(String organization) {
        return new Company(organization, application);
    }

    /** One event ready to be sent. */
    public record Event(String topic, String key, @Nullable String value) {
        /** The value of an event that has one. */
        public String text() {
            return Objects.requireNonNull(value);
        }
    }

    /** {@code org_id/app_id}. */
    public String application() {
        return "whwy/" + application;
    }

    public UUID organizationId() {
        return id("organization");
    }

    /** The id that stands behind a name in this company. */
    public UUID id(String entity) {
        return UUID.nameUUIDFromBytes((name + "/" + entity).getBytes(StandardCharsets.UTF_8));
    }

    public String tenantKey() {
        return "tenant_" + name;
    }

    public String openId(String member) {
        return "ou_" + name + "_" + member;
    }

    public String unionId(String member) {
        return "on_" + name + "_" + member;
    }

    public Event organization(String status) {
        var data = data();
        data.put("title", name);
        data.put("platform", "feishu");
        data.put("feishu_app_id", "cli_" + name);
        data.put("tenant_key", "tenant_" + name);
        data.put("tenant_name", name);
        data.put("status", status);
        var kind = status.equals("active") ? "updated" : status;
        return event(
                "jit.org.organizations", organizationId().toString(), "organization." + kind, "organization", data);
    }

    public Event department(String department, @Nullable String parent, String status) {
        var data = data();
        data.put("department_id", id(department).toString());
        data.put("open_department_id", "od-" + department);
        data.put("name", department);
        data.put("parent_id", parent == null ? null : id(parent).toString());
        data.put("leaders", List.of());
        data.put("order", 1);
        data.put("status", status);
        var kind = status.equals("removed") ? "removed" : "updated";
        return event(
                "jit.org.departments", organizationId() + "/" + id(department), "department." + kind, department, data);
    }

    public Event member(String member, String status, String... departments) {
        var data = memberFields(member, status, departments);
        var kind = status.equals("resigned") ? "removed" : "updated";
        return event("jit.org.members", organizationId() + "/" + id(member), "member." + kind, member, data);
    }

    /** The member as org-sync-service's API answers. */
    public String memberAnswer(String member, String status, String... departments) {
        var fields = memberFields(member, status, departments);
        fields.put("revision", next(member));
        fields.put("email", null);
        fields.put("mobile", null);
        return write(fields);
    }

    private Map<String, @Nullable Object> memberFields(String member, String status, String... departments) {
        var data = data();
        data.put("member_id", id(member).toString());
        data.put("open_id", openId(member));
        data.put("union_id", unionId(member));
        data.put("user_id", "u_" + member);
        data.put("tenant_key", "tenant_" + name);
        data.put("name", member);
        data.put("en_name", null);
        data.put("avatar_url", "https://avatars.example.test/" + member);
        data.put("employee_no", null);
        data.put("job_title", null);
        data.put("status", status);
        var in = new ArrayList<Map<String, Object>>();
        Arrays.stream(departments)
                .forEach(department ->
                        in.add(Map.of("department_id", id(department).toString(), "primary", true, "leader", false)));
        data.put("departments", in);
        return data;
    }

    private Map<String, @Nullable Object> data() {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("organization_id", organizationId().toString());
        data.put("org_id", "whwy");
        data.put("app_id", application);
        return data;
    }

    private Event event(String topic, String key, String type, String entity, Map<String, @Nullable Object> data) {
        data.put("revision", next(entity));
        data.put("changed", List.of());
        data.put("cause", Map.of("kind", "sync_run", "id", UUID.randomUUID().toString()));
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("specversion", "1.0");
        event.put("id", UUID.randomUUID().toString());
        event.put("source", "/org-sync-service");
        event.put("type", "pro.jit.org." + type + ".v1");
        event.put("subject", key.substring(key.indexOf('/') + 1));
        event.put("time", Instant.now().toString());
        event.put("datacontenttype", "application/json");
        event.put("dataschema", "urn:jit:schema:org." + type.substring(0, type.indexOf('.')) + ".v1");
        event.put("data", data);
        return new Event(topic, key, write(event));
    }

    private long next(String entity) {
        return revisions.merge(entity, 1L, Long::sum);
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
