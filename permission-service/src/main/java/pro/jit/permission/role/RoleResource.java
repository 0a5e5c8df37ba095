package pro.jit.permission.role;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Wire;
import pro.jit.permission.audit.Callers;
import pro.jit.permission.problem.FieldError;
import pro.jit.permission.problem.ProblemException;

/** Roles of an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/roles")
@RunOnVirtualThread
public class RoleResource {
    private static final int LONGEST_TITLE = 200;

    private final Roles roles;
    private final Callers callers;

    RoleResource(Roles roles, Callers callers) {
        this.roles = roles;
        this.callers = callers;
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
    public RestResponse<Role> create(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, NewRole request) {
        var role = roles.create(callers.current(), Wire.application(orgId, appId), checked(request));
        var location = "/api/permission/applications/%s/%s/roles/%s".formatted(orgId, appId, role.name());
        return RestResponse.ResponseBuilder.<Role>created(URI.create(location))
                .entity(role)
                .build();
    }

    @Operation(summary = "One role")
    @GET
    @Path("/{name}")
    @RolesAllowed("permissions:read")
    public Role get(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @PathParam("name") String name) {
        return roles.find(Wire.application(orgId, appId), named(name))
                .orElseThrow(() -> ProblemException.notFound("The application has no role of this name."));
    }

    @Operation(summary = "Changes the title; 409 for a built-in role")
    @PATCH
    @Path("/{name}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed("permissions:write")
    public Role change(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("name") String name,
            RoleChange change) {
        var title = change == null ? null : change.title();
        if (title == null || !isTitle(title)) {
            throw ProblemException.invalid("title", "is not 1 to " + LONGEST_TITLE + " characters");
        }
        return roles.rename(callers.current(), Wire.application(orgId, appId), named(name), title);
    }

    @Operation(summary = "Removes a role; 409 for a built-in one and while a grant uses it")
    @DELETE
    @Path("/{name}")
    @RolesAllowed("permissions:write")
    public void remove(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @PathParam("name") String name) {
        roles.remove(callers.current(), Wire.application(orgId, appId), named(name));
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

    private static Role checked(@Nullable NewRole request) {
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
        return new Role(name, title, false);
    }

    private static boolean isTitle(String title) {
        return !title.isBlank() && title.length() <= LONGEST_TITLE && title.indexOf('\0') < 0;
    }
}
