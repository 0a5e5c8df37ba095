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

/** The directory as SCIM 2.0 tells it. Whose it is, the parameter {@code organization_id} says, or the fact that there is one organization alone. */
@Path("/scim/v2")
@Produces({ScimAnswers.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RolesAllowed("members:read")
@RunOnVirtualThread
public class ScimResource {
    private final ScimAnswers answers;

    ScimResource(ScimAnswers answers) {
        this.answers = answers;
    }

    @GET
    @Path("Users")
    @Operation(summary = "The members as SCIM users, those who have left too (active: false)")
    public Response users(@BeanParam ScimQuery query) {
        return answers.users(null, query);
    }

    @GET
    @Path("Users/{id}")
    @Operation(summary = "One member as a SCIM user")
    public Response user(
            @PathParam("id") String id,
            @BeanParam ScimQuery query,
            @HeaderParam("If-None-Match") @Nullable String known) {
        return answers.user(null, id, query, known);
    }

    @GET
    @Path("Groups")
    @Operation(summary = "The departments as SCIM groups")
    public Response groups(@BeanParam ScimQuery query) {
        return answers.groups(null, query);
    }

    @GET
    @Path("Groups/{id}")
    @Operation(summary = "One department as a SCIM group")
    public Response group(
            @PathParam("id") String id,
            @BeanParam ScimQuery query,
            @HeaderParam("If-None-Match") @Nullable String known) {
        return answers.group(null, id, query, known);
    }

    @GET
    @Path("ServiceProviderConfig")
    @Operation(summary = "What of SCIM is offered")
    public Response provider() {
        return answers.provider(null);
    }

    @GET
    @Path("ResourceTypes")
    @Operation(summary = "The kinds of resources")
    public Response types() {
        return answers.types(null);
    }

    @GET
    @Path("ResourceTypes/{id}")
    @Operation(summary = "One kind of resources")
    public Response type(@PathParam("id") String id) {
        return answers.type(null, id);
    }

    @GET
    @Path("Schemas")
    @Operation(summary = "The attributes of the resources")
    public Response schemas() {
        return answers.schemas(null);
    }

    @GET
    @Path("Schemas/{id}")
    @Operation(summary = "The attributes of one schema")
    public Response schema(@PathParam("id") String id) {
        return answers.schema(null, id);
    }

    /** What SCIM knows and we do not do; to send something there is refused in the same way. */
    @GET
    @Path("{what: Me|Bulk|[.]search}")
    @Operation(hidden = true)
    public Response notOffered() {
        throw ScimException.notImplemented("This part of SCIM is not offered here.");
    }
}
