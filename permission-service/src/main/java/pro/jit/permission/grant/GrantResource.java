package pro.jit.permission.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.NoArgGenerator;
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
import java.util.List;
import java.util.UUID;
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
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/** Grants of an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/grants")
@RunOnVirtualThread
public class GrantResource {
    private final Grants grants;
    private final Callers callers;
    private final IdempotentRequests requests;
    private final NoArgGenerator ids;

    GrantResource(Grants grants, Callers callers, IdempotentRequests requests, NoArgGenerator ids) {
        this.grants = grants;
        this.callers = callers;
        this.requests = requests;
        this.ids = ids;
    }

    /** What a batch did, in the order asked for. */
    public record BatchResult(List<GrantView> created, List<UUID> deleted) {
        public BatchResult {
            created = List.copyOf(created);
            deleted = List.copyOf(deleted);
        }
    }

    @Operation(summary = "Lists grants, the oldest first")
    @GET
    @RolesAllowed("permissions:read")
    public GrantList list(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("organization_id") @Nullable String organizationId,
            @QueryParam("principal_type") @Nullable String principalType,
            @QueryParam("principal_id") @Nullable String principalId,
            @QueryParam("role") @Nullable String role,
            @QueryParam("effect") @Nullable String effect,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        var filter = new GrantRepository.Filter(
                Wire.queryId("organization_id", organizationId),
                Wire.queryName("principal_type", principalType),
                Wire.queryId("principal_id", principalId),
                Wire.queryName("role", role),
                Wire.queryName("effect", effect));
        var application = Wire.application(orgId, appId);
        var page = grants.list(application, filter, Wire.queryId("cursor", Page.key(cursor)), Page.limit(limit));
        return GrantList.of(page, grants.warnings(application));
    }

    @Operation(summary = "Makes a grant; 409 if one says the same, or if it denies the last administrator entry")
    @POST
    @RolesAllowed("permissions:write")
    @APIResponse(
            responseCode = "201",
            description = "Created, with Location and ETag",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = GrantView.class)))
    public Response create(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("leave_without_administrator") @Nullable String leave,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable NewGrant request) {
        var application = Wire.application(orgId, appId);
        var leaveWithout = leaveWithoutAdministrator(leave);
        var errors = new ArrayList<FieldError>();
        var grant = present(request).check(application, ids.generate(), "", errors);
        if (grant.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        var caller = callers.current();
        var address = "/api/permission/applications/%s/%s/grants".formatted(orgId, appId);
        return requests.once(caller, key, "POST " + address + " " + leaveWithout, request, () -> {
            var changes = GrantChanges.of(List.of(grant.get()), List.of(""), List.of(), leaveWithout);
            var made = grants.apply(caller, application, changes).getFirst();
            return Answer.created(address + "/" + made.grantId(), Precondition.entityTag(made.version()), made);
        });
    }

    @Operation(summary = "Removes and makes up to 1 000 grants, all or nothing")
    @POST
    @Path("/batch")
    @RolesAllowed("permissions:write")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BatchResult.class)))
    public Response batch(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("leave_without_administrator") @Nullable String leave,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Nullable Batch request) {
        var application = Wire.application(orgId, appId);
        var changes = present(request).check(application, ids, leaveWithoutAdministrator(leave));
        var caller = callers.current();
        var route = "POST /api/permission/applications/%s/grants/batch %s"
                .formatted(application, changes.leaveWithoutAdministrator());
        return requests.once(
                caller,
                key,
                route,
                request,
                () -> Answer.ok(new BatchResult(grants.apply(caller, application, changes), changes.delete())));
    }

    @Operation(summary = "One grant, with its ETag")
    @GET
    @Path("/{grant_id}")
    @RolesAllowed("permissions:read")
    public RestResponse<GrantView> get(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("grant_id") String grantId) {
        return answer(grants.find(Wire.application(orgId, appId), Wire.pathId(grantId)));
    }

    @Operation(summary = "Changes role and times; 412 if it is not the grant of If-Match any more")
    @PATCH
    @Path("/{grant_id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed("permissions:write")
    public RestResponse<GrantView> change(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("grant_id") String grantId,
            @QueryParam("leave_without_administrator") @Nullable String leave,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Nullable JsonNode patch) {
        return answer(grants.change(
                callers.current(),
                Wire.application(orgId, appId),
                Wire.pathId(grantId),
                new GrantPatch(present(patch)),
                Precondition.of(ifMatch),
                leaveWithoutAdministrator(leave)));
    }

    @Operation(
            summary = "Removes a grant; 409 if it makes the last administrator, 412 if it is not the grant of If-Match")
    @DELETE
    @Path("/{grant_id}")
    @RolesAllowed("permissions:write")
    public void remove(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("grant_id") String grantId,
            @QueryParam("leave_without_administrator") @Nullable String leave,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        var changes = new GrantChanges(
                List.of(),
                List.of(),
                List.of(Wire.pathId(grantId)),
                Precondition.of(ifMatch),
                leaveWithoutAdministrator(leave));
        grants.apply(callers.current(), Wire.application(orgId, appId), changes);
    }

    /** The platform's services may unless they say otherwise; whoever acts for a member may not. */
    private boolean leaveWithoutAdministrator(@Nullable String parameter) {
        return switch (parameter) {
            case null -> !callers.actForSomebody();
            case "false" -> false;
            case "true" -> {
                if (callers.actForSomebody()) {
                    throw ProblemException.of(
                            Problem.FORBIDDEN,
                            "Nobody may leave an application without an administrator for a member.");
                }
                yield true;
            }
            default -> throw ProblemException.invalid("leave_without_administrator", "is neither true nor false");
        };
    }

    private static RestResponse<GrantView> answer(GrantView grant) {
        return RestResponse.ResponseBuilder.ok(grant)
                .header("ETag", Precondition.entityTag(grant.version()))
                .build();
    }

    private static <T> T present(@Nullable T body) {
        if (body == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        return body;
    }
}
