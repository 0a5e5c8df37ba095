package pro.jit.orgsync.scim;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.ScimException;

/** The directory of one organization as SCIM 2.0 tells it, at an address that software takes for a SCIM service of its own. */
@Path("/scim/v2")
@Produces({ScimAnswers.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RolesAllowed("members:read")
@RunOnVirtualThread
public class OrganizationScimResource {
    private final ScimAnswers answers;

    OrganizationScimResource(ScimAnswers answers) {
        this.answers = answers;
    }

    @GET
    @Path("{organization_id}/Users")
    @Operation(summary = "The members as SCIM users, those who have left too (active: false)")
    public Response users(@PathParam("organization_id") String organization, @BeanParam ScimQuery query) {
        return answers.users(organization, query);
    }

    @GET
    @Path("{organization_id}/Users/{id}")
    @Operation(summary = "One member as a SCIM user")
    public Response user(
            @PathParam("organization_id") String organization,
            @PathParam("id") String id,
            @BeanParam ScimQuery query,
            @HeaderParam("If-None-Match") @Nullable String known) {
        return answers.user(organization, id, query, known);
    }

    @GET
    @Path("{organization_id}/Groups")
    @Operation(summary = "The departments as SCIM groups")
    public Response groups(@PathParam("organization_id") String organization, @BeanParam ScimQuery query) {
        return answers.groups(organization, query);
    }

    @GET
    @Path("{organization_id}/Groups/{id}")
    @Operation(summary = "One department as a SCIM group")
    public Response group(
            @PathParam("organization_id") String organization,
            @PathParam("id") String id,
            @BeanParam ScimQuery query,
            @HeaderParam("If-None-Match") @Nullable String known) {
        return answers.group(organization, id, query, known);
    }

    @GET
    @Path("{organization_id}/ServiceProviderConfig")
    @Operation(summary = "What of SCIM is offered")
    public Response provider(@PathParam("organization_id") String organization) {
        return answers.provider(organization);
    }

    @GET
    @Path("{organization_id}/ResourceTypes")
    @Operation(summary = "The kinds of resources")
    public Response types(@PathParam("organization_id") String organization) {
        return answers.types(organization);
    }

    @GET
    @Path("{organization_id}/ResourceTypes/{id}")
    @Operation(summary = "One kind of resources")
    public Response type(@PathParam("organization_id") String organization, @PathParam("id") String id) {
        return answers.type(organization, id);
    }

    @GET
    @Path("{organization_id}/Schemas")
    @Operation(summary = "The attributes of the resources")
    public Response schemas(@PathParam("organization_id") String organization) {
        return answers.schemas(organization);
    }

    @GET
    @Path("{organization_id}/Schemas/{id}")
    @Operation(summary = "The attributes of one schema")
    public Response schema(@PathParam("organization_id") String organization, @PathParam("id") String id) {
        return answers.schema(organization, id);
    }

    /** What SCIM knows and we do not do; to send something there is refused in the same way. */
    @GET
    @Path("{organization_id}/{what: Me|Bulk|[.]search}")
    @Operation(hidden = true)
    public Response notOffered() {
        throw ScimException.notImplemented("This part of SCIM is not offered here.");
    }
}
