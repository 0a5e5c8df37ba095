package pro.jit.orgsync.setup;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import pro.jit.orgsync.organization.OrganizationId;

/** The set-up checklist of an organization. */
@Path("/api/org/organizations/{organization_id}/setup")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SetupResource {
    private final SetupChecklist checklist;

    SetupResource(SetupChecklist checklist) {
        this.checklist = checklist;
    }

    @GET
    @RolesAllowed("organizations:read")
    @Operation(summary = "Every step of the set-up guide as the last check found it; the first time, as it is now")
    public Setup last(@PathParam("organization_id") String id) {
        return checklist.last(OrganizationId.parse(id));
    }

    @POST
    @Path("/check")
    @RolesAllowed("organizations:write")
    @Operation(summary = "Check every step now; it changes nothing at Feishu")
    public Setup check(@PathParam("organization_id") String id) {
        return checklist.check(OrganizationId.parse(id));
    }
}
