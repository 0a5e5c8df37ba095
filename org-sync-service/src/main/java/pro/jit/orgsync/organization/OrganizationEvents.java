package pro.jit.orgsync.organization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import pro.jit.orgsync.outbox.CloudEvent;

/** How a change of an organization is told: everything but its secrets. */
final class OrganizationEvents {
    private OrganizationEvents() {}

    static CloudEvent created(Organization organization, String requestId) {
        return event("created", organization, List.of(), administration(requestId));
    }

    static CloudEvent changed(Organization organization, List<String> changed, String requestId) {
        return changed(organization, changed, administration(requestId));
    }

    static CloudEvent changed(Organization organization, List<String> changed, ObjectNode cause) {
        var disabled = changed.contains("status") && organization.status() == OrganizationStatus.DISABLED;
        return event(disabled ? "disabled" : "updated", organization, changed, cause);
    }

    static CloudEvent deleted(Organization organization, String requestId) {
        return event("deleted", organization, List.of("status"), administration(requestId));
    }

    private static ObjectNode administration(String requestId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "administration")
                .put("id", requestId);
    }

    private static CloudEvent event(String what, Organization organization, List<String> changed, ObjectNode cause) {
        var id = organization.organizationId().toString();
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("organization_id", id)
                .put("org_id", organization.orgId())
                .put("app_id", organization.appId())
                .put("title", organization.title())
                .put("platform", organization.platform().id())
                .put("feishu_app_id", organization.feishuAppId())
                .put("tenant_key", organization.tenantKey())
                .put("tenant_name", organization.tenantName())
                .put("status", organization.status().id())
                .put("revision", organization.revision());
        var names = data.putArray("changed");
        changed.forEach(names::add);
        data.set("cause", cause);
        return new CloudEvent(
                "jit.org.organizations",
                id,
                "pro.jit.org.organization." + what + ".v1",
                id,
                "org.organization.v1",
                data);
    }
}
