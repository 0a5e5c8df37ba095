package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.listing.ListPage;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.ProblemException;

/** Runs of an organization. */
@Path("/api/org/organizations/{organization_id}/sync-runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SyncRunResource {
    private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    private final SyncRuns syncs;
    private final SyncRunRepository runs;
    private final SyncChangeRepository changes;
    private final Organizations organizations;
    private final KnownRuns known;

    SyncRunResource(
            SyncRuns syncs,
            SyncRunRepository runs,
            SyncChangeRepository changes,
            Organizations organizations,
            KnownRuns known) {
        this.syncs = syncs;
        this.runs = runs;
        this.changes = changes;
        this.organizations = organizations;
        this.known = known;
    }

    @POST
    @RolesAllowed("organizations:write")
    @Operation(summary = "Start a run; 409 with its address while one is going on")
    public RestResponse<SyncRun> start(@PathParam("organization_id") String organization, @Nullable JsonNode body) {
        var id = OrganizationId.parse(organization);
        return accepted(id, syncs.start(id, dryRun(body)));
    }

    @GET
    @RolesAllowed("organizations:read")
    @Operation(summary = "The runs, the latest first")
    public ListPage<SyncRun> list(
            @PathParam("organization_id") String organization,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var id = OrganizationId.parse(organization);
        organizations.get(id);
        var most = ListPage.limit(limit);
        var before = ListPage.position(cursor, 1, List.of(LAST)).getFirst();
        return ListPage.of(
                runs.list(id, position(before), most + 1),
                most,
                last -> List.of(last.runId().toString()));
    }

    @GET
    @Path("/{run_id}")
    @RolesAllowed("organizations:read")
    @Operation(summary = "One run: how far it is, or what came of it")
    public SyncRun get(@PathParam("organization_id") String organization, @PathParam("run_id") String run) {
        return known.get(OrganizationId.parse(organization), run);
    }

    @GET
    @Path("/{run_id}/changes")
    @RolesAllowed("organizations:read")
    @Operation(summary = "The differences it found, all or those of one kind")
    public ListPage<SyncChange> changes(
            @PathParam("organization_id") String organization,
            @PathParam("run_id") String run,
            @Parameter(description = "department or member") @QueryParam("entity") @Nullable String entity,
            @Parameter(description = "added, updated, removed or set_aside") @QueryParam("kind") @Nullable String kind,
            @Parameter(description = "true: people removed who may sign in now") @QueryParam("loses_access") @Nullable
                    String losesAccess,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var read = known.get(OrganizationId.parse(organization), run);
        var wanted = new SyncChangeRepository.Wanted(
                oneOf("entity", entity, List.of("department", "member")),
                oneOf("kind", kind, List.of("added", "updated", "removed", "set_aside")),
                losesAccess == null
                        ? null
                        : Boolean.valueOf(oneOf("loses_access", losesAccess, List.of("true", "false"))));
        var most = ListPage.limit(limit);
        var after = ListPage.position(cursor, 1, List.of("0")).getFirst();
        if (!after.matches("\\d{1,18}")) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
        var page = ListPage.of(
                changes.list(read.runId(), wanted, Long.parseLong(after), most + 1),
                most,
                last -> List.of(Long.toString(last.position())));
        return new ListPage<>(
                page.items().stream().map(SyncChangeRepository.Placed::change).toList(), page.nextCursor());
    }

    @POST
    @Path("/{run_id}/approve")
    @RolesAllowed("organizations:write")
    @Operation(summary = "Let a held run apply what it found; 409 if it is not waiting")
    public RestResponse<SyncRun> approve(
            @PathParam("organization_id") String organization, @PathParam("run_id") String run) {
        var id = OrganizationId.parse(organization);
        var runId = known.get(id, run).runId();
        syncs.approve(id, runId);
        return accepted(id, runId);
    }

    @POST
    @Path("/{run_id}/cancel")
    @RolesAllowed("organizations:write")
    @Operation(summary = "End a run that is reading or waiting; 409 if it is over or applying")
    public SyncRun cancel(@PathParam("organization_id") String organization, @PathParam("run_id") String run) {
        var id = OrganizationId.parse(organization);
        var runId = known.get(id, run).runId();
        syncs.cancel(id, runId);
        return known.get(id, run);
    }

    private RestResponse<SyncRun> accepted(OrganizationId id, UUID runId) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, known.get(id, runId.toString()))
                .location(URI.create(SyncRuns.address(id, runId)))
                .build();
    }

    private static boolean dryRun(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            return false;
        }
        if (!body.isObject()) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
        var flag = body.path("dry_run");
        if (!flag.isMissingNode() && !flag.isBoolean()) {
            throw ProblemException.invalid("dry_run", "must be true or false");
        }
        return flag.asBoolean(false);
    }

    private static @Nullable String oneOf(String parameter, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            throw ProblemException.invalid(parameter, "must be one of " + String.join(", ", known));
        }
        return value;
    }

    private static UUID position(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
    }
}
