package pro.jit.orgsync.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import pro.jit.orgsync.directory.DirectoryChange.Kind;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.outbox.CloudEvent;

/** How a change of the directory is told. Mail addresses and telephone numbers are not, only that they changed. */
final class DirectoryEvents {
    private static final List<String> PRIVATE = List.of("email", "mobile");

    private DirectoryEvents() {}

    static CloudEvent of(Organization organization, DirectoryChange change, ChangeCause cause) {
        return switch (change.entity()) {
            case DEPARTMENT -> event(organization, change, cause, "department");
            case MEMBER -> event(organization, change, cause, "member");
        };
    }

    private static CloudEvent event(
            Organization organization, DirectoryChange change, ChangeCause cause, String entity) {
        var organizationId = organization.organizationId().toString();
        var id = change.id().toString();
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("organization_id", organizationId)
                .put("org_id", organization.orgId())
                .put("app_id", organization.appId())
                .put(entity + "_id", id);
        data.setAll(change.document());
        data.remove(PRIVATE);
        data.put("revision", change.baseRevision() + 1);
        var changed = data.putArray("changed");
        if (change.kind() != Kind.ADDED) {
            change.changed().forEach(changed::add);
        }
        data.putObject("cause").put("kind", cause.kind().id()).put("id", cause.id());
        return new CloudEvent(
                "jit.org." + entity + "s",
                organizationId + "/" + id,
                "pro.jit.org." + entity + "." + change.kind().event() + ".v1",
                id,
                "org." + entity + ".v1",
                data);
    }
}
