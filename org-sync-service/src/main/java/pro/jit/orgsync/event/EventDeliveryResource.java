package pro.jit.orgsync.event;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;

/** How Feishu's events reach an organization, for the administrator who asks why they do not. */
@Path("/api/org/organizations/{organization_id}/event-delivery")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventDeliveryResource {
    private final Organizations organizations;
    private final EventDeliveries deliveries;

    EventDeliveryResource(Organizations organizations, EventDeliveries deliveries) {
        this.organizations = organizations;
        this.deliveries = deliveries;
    }

    @GET
    @RolesAllowed("organizations:read")
    @Operation(
            summary = "How Feishu's events reach it: the request URL or the long connection, and what was seen of it")
    public DeliveryReport get(@PathParam("organization_id") String id) {
        return deliveries.of(organizations.get(OrganizationId.parse(id)));
    }
}
