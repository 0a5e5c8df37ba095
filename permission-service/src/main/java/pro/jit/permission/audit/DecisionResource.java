package pro.jit.permission.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Wire;
import pro.jit.permission.audit.DecisionRecord.DecisionView;
import pro.jit.permission.audit.DecisionRecord.Filter;
import pro.jit.permission.problem.ProblemException;

/** The record of decisions about an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/decisions")
@RunOnVirtualThread
public class DecisionResource {
    private final DecisionRecord record;

    DecisionResource(DecisionRecord record) {
        this.record = record;
    }

    @Operation(summary = "Lists decisions, the newest first")
    @GET
    @RolesAllowed("permissions:read")
    public Page<DecisionView> list(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @QueryParam("member_id") @Nullable String memberId,
            @QueryParam("decision") @Nullable String decision,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        var filter = new Filter(
                Wire.queryId("member_id", memberId),
                decision(decision),
                Wire.queryName("reason", reason),
                Wire.queryTime("from", from),
                Wire.queryTime("to", to));
        var atMost = Page.limit(limit);
        var found = record.find(
                Wire.application(orgId, appId), filter, Wire.queryId("cursor", Page.key(cursor)), atMost + 1);
        return Page.of(found, atMost, view -> view.decisionId().toString());
    }

    private static @Nullable Boolean decision(@Nullable String value) {
        return switch (value) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("decision", "is neither true nor false");
        };
    }
}
