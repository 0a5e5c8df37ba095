package pro.jit.permission.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.Wire;
import pro.jit.permission.audit.DecisionRecord.DecisionView;

/** The record of decisions about an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/decisions")
@RunOnVirtualThread
public class DecisionResource {
    private static final List<String> COLUMNS = List.of(
            "decision_id",
            "at",
            "request_id",
            "caller",
            "organization_id",
            "member_id",
            "subject_type",
            "subject_id",
            "action",
            "decision",
            "reason",
            "times",
            "last_at");

    private final DecisionRepository decisions;
    private final RecordExport export;

    DecisionResource(DecisionRepository decisions, RecordExport export) {
        this.decisions = decisions;
        this.export = export;
    }

    @Operation(summary = "Lists decisions, the newest first")
    @GET
    @RolesAllowed("permissions:read")
    public Page<DecisionView> list(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @BeanParam DecisionFilter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        var wanted = filter.wanted();
        var atMost = Page.limit(limit);
        var found = decisions.find(
                Wire.application(orgId, appId), wanted, Wire.queryId("cursor", Page.key(cursor)), atMost + 1);
        return Page.of(found, atMost, view -> view.decisionId().toString());
    }

    @Operation(
            summary = "The same decisions, all of them, as a file: CSV (RFC 4180, UTF-8) or a JSON object on each line")
    @GET
    @Path("/export")
    @Produces({RecordExport.CSV, RecordExport.NDJSON})
    @RolesAllowed("permissions:read")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = RecordExport.CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = RecordExport.NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    public Response export(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @BeanParam DecisionFilter filter,
            @Parameter(description = "csv or ndjson; without it what Accept prefers") @QueryParam("format") @Nullable
                    String format,
            @Context HttpHeaders headers) {
        var application = Wire.application(orgId, appId);
        var wanted = filter.wanted();
        return export.answer(
                "decisions",
                RecordExport.type(format, headers.getAcceptableMediaTypes()),
                COLUMNS,
                (before, atMost) -> decisions.find(application, wanted, before, atMost),
                DecisionView::decisionId);
    }
}
