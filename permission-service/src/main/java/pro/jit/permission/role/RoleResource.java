package pro.jit.permission.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Precondition;
import pro.jit.permission.Wire;
import pro.jit.permission.audit.Callers;
import pro.jit.permission.idempotency.Answer;
import pro.jit.permission.idempotency.IdempotentRequests;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.ProblemException;

/** Roles of an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/roles")
@RunOnVirtualThread
public class RoleResource {
    private static final int LONGEST_TITLE = 200;

    private final Roles roles;
    private final Callers callers;
    private final IdempotentRequests requests;

    RoleResource(Roles roles, Callers callers, IdempotentRequests requests) {
        this.roles = roles;
        this.callers = callers;
        this.requests = requests;
    }

    /**
     * A role to be made.
     *
     * @param title the name, if not given
     */
    public record NewRole(@Nullable String name, @Nullable String title) {}

    /** What can be changed of a role. */
    public record RoleChange(@Nullable String title) {}

    @Operation(summary = "Lists the roles, the built-in ones first")
    @GET
    @RolesAllowed("permissions:read")
    public Page<Role> list(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        return roles.list(Wire.application(orgId, appId), afterName(cursor), Page.limit(limit));
    }

    @Operation(summary = "Makes a role; 409 if there is one of this name")
    @POST
    @RolesAllowed("permissions:write")
    @APIResponse(
            responseCode = "201",
            description = "Created, with Location and ETag",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Role.class)))
    public Response create(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable NewRole request) {
        var application = Wire.application(orgId, appId);
        var wanted = checked(request);
        var caller = callers.current();
        var address = "/api/permission/applications/" + application + "/roles";
        return requests.once(caller, key, "POST " + address, request, () -> {
            var role = roles.create(caller, application, wanted.name(), wanted.title());
            return Answer.created(address + "/" + role.name(), Precondition.entityTag(role.version()), role);
        });
    }

    @Operation(summary = "One role, with its ETag")
    @GET
    @Path("/{name}")
    @RolesAllowed("permissions:read")
    public RestResponse<Role> get(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @PathParam("name") String name) {
        return answer(roles.find(Wire.application(orgId, appId), named(name))
                .orElseThrow(() -> ProblemException.notFound("The application has no role of this name.")));
    }

    @Operation(summary = "Changes the title; 409 for a built-in role, 412 if it is not the role of If-Match any more")
    @PATCH
    @Path("/{name}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed("permissions:write")
    public RestResponse<Role> change(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            RoleChange change) {
        var title = change == null ? null : change.title();
        if (title == null || !isTitle(title)) {
            throw ProblemException.invalid("title", "is not 1 to " + LONGEST_TITLE + " characters");
        }
        return answer(roles.rename(
                callers.current(), Wire.application(orgId, appId), named(name), title, Precondition.of(ifMatch)));
    }

    @Operation(summary = "Removes a role; 409 for a built-in one and while a grant uses it")
    @DELETE
    @Path("/{name}")
    @RolesAllowed("permissions:write")
    public void remove(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        roles.remove(callers.current(), Wire.application(orgId, appId), named(name), Precondition.of(ifMatch));
    }

    private static @Nullable String afterName(@Nullable String cursor) {
        var name = Page.key(cursor);
        if (name != null && !Role.isName(name)) {
            throw ProblemException.invalid("cursor", "is not one of ours");
        }
        return name;
    }

    private static String named(String name) {
        if (!Role.isName(name)) {
            throw ProblemException.notFound("No role can have this name.");
        }
        return name;
    }

    private static RestResponse<Role> answer(Role role) {
        return RestResponse.ResponseBuilder.ok(role)
                .header("ETag", Precondition.entityTag(role.version()))
                .build();
    }

    private static Wanted checked(@Nullable NewRole request) {
        if (request == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var errors = new ArrayList<FieldError>();
        var name = request.name() == null ? "" : request.name();
        if (!Role.isName(name)) {
            errors.add(new FieldError(
                    "name",
                    "is not 1 to 64 letters, digits, dots, hyphens or underscores, the first a letter or digit"));
        }
        var title = request.title() == null ? name : request.title();
        if (request.title() != null && !isTitle(title)) {
            errors.add(new FieldError("title", "is not 1 to " + LONGEST_TITLE + " characters"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Wanted(name, title);
    }

    private static boolean isTitle(String title) {
        return !title.isBlank() && title.length() <= LONGEST_TITLE && title.indexOf('\0') < 0;
    }

    private record Wanted(String name, String title) {}
}
