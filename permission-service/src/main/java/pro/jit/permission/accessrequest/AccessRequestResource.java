package pro.jit.permission.accessrequest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Wire;
import pro.jit.permission.accessrequest.AccessRequest.Status;
import pro.jit.permission.accessrequest.AccessRequestRepository.Filter;
import pro.jit.permission.audit.Callers;
import pro.jit.permission.problem.ProblemException;
import pro.jit.permission.role.Role;

/** Requests of refused members for access to an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/access-requests")
@RunOnVirtualThread
public class AccessRequestResource {
    private static final String USUAL_ROLE = "member";

    private final AskForAccess askForAccess;
    private final DecideAccessRequest decideAccessRequest;
    private final AccessRequests accessRequests;
    private final Callers callers;
    private final Clock clock;

    AccessRequestResource(
            AskForAccess askForAccess,
            DecideAccessRequest decideAccessRequest,
            AccessRequests accessRequests,
            Callers callers,
            Clock clock) {
        this.askForAccess = askForAccess;
        this.decideAccessRequest = decideAccessRequest;
        this.accessRequests = accessRequests;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * An approval.
     *
     * @param role {@code member} if not given
     * @param validUntil RFC 3339; null for ever
     * @param note kept with the request, at most 500 characters
     */
    public record Approval(
            @Nullable String role,
            @Nullable String validUntil,
            @Nullable String note) {}

    /** A refusal, with at most 500 characters for the member. */
    public record Refusal(@Nullable String note) {}

    @Operation(
            summary = "Asks for access in the name of a person whom the gateway has just refused, and vouches for",
            description =
                    "201 with a new request, 200 with the open one there is. 409 if the person is not refused for want of a"
                            + " grant, or was declined too recently: the next decision says where they stand. 429 if the application has"
                            + " too many open requests.")
    @POST
    @RolesAllowed("access:evaluate")
    public RestResponse<AccessRequestView> ask(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable NewAccessRequest request) {
        var application = Wire.application(orgId, appId);
        if (request == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var wanted = request.check();
        var asked = askForAccess.ask(
                callers.current(), application, wanted.organization(), wanted.person(), wanted.reason());
        if (!asked.anew()) {
            return RestResponse.ok(asked.request());
        }
        var location = "/api/permission/applications/%s/%s/access-requests/%s"
                .formatted(orgId, appId, asked.request().accessRequestId());
        return RestResponse.ResponseBuilder.<AccessRequestView>created(URI.create(location))
                .entity(asked.request())
                .build();
    }

    @Operation(summary = "Lists requests, the newest first, and counts those that wait for a decision")
    @GET
    @RolesAllowed("permissions:read")
    public AccessRequestPage list(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @Parameter(schema = @Schema(enumeration = {"open", "approved", "declined", "closed"}))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @QueryParam("member_id") @Nullable String memberId,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        var filter = new Filter(status(status), Wire.queryId("member_id", memberId));
        return accessRequests.list(
                Wire.application(orgId, appId), filter, Wire.queryId("cursor", Page.key(cursor)), Page.limit(limit));
    }

    @Operation(summary = "One request")
    @GET
    @Path("/{access_request_id}")
    @RolesAllowed("permissions:read")
    public AccessRequestView get(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("access_request_id") String id) {
        return accessRequests.find(Wire.application(orgId, appId), Wire.pathId(id));
    }

    @Operation(summary = "Approves an open request: the member is granted the role; 409 if it is decided or closed")
    @POST
    @Path("/{access_request_id}/approve")
    @RolesAllowed("permissions:write")
    public AccessRequestView approve(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("access_request_id") String id,
            @Nullable Approval approval) {
        var application = Wire.application(orgId, appId);
        var wanted = approval == null ? new Approval(null, null, null) : approval;
        var role = wanted.role() == null ? USUAL_ROLE : wanted.role();
        if (!Role.isName(role)) {
            throw ProblemException.invalid("role", "is not a role's name");
        }
        return decideAccessRequest.approve(
                callers.current(),
                application,
                Wire.pathId(id),
                role,
                until(wanted.validUntil()),
                WrittenText.optional(wanted.note(), "note").orElse(null));
    }

    @Operation(summary = "Declines an open request; the member sees the note; 409 if it is decided or closed")
    @POST
    @Path("/{access_request_id}/decline")
    @RolesAllowed("permissions:write")
    public AccessRequestView decline(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("access_request_id") String id,
            @Nullable Refusal refusal) {
        var note = WrittenText.optional(refusal == null ? null : refusal.note(), "note");
        return decideAccessRequest.decline(
                callers.current(), Wire.application(orgId, appId), Wire.pathId(id), note.orElse(null));
    }

    private @Nullable Instant until(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var until =
                Wire.time(value).orElseThrow(() -> ProblemException.invalid("valid_until", "is not an RFC 3339 time"));
        if (!until.isAfter(clock.instant())) {
            throw ProblemException.invalid("valid_until", "is not in the future");
        }
        return until;
    }

    private static @Nullable Status status(@Nullable String value) {
        return value == null
                ? null
                : Status.of(value)
                        .orElseThrow(() ->
                                ProblemException.invalid("status", "is none of open, approved, declined and closed"));
    }
}
