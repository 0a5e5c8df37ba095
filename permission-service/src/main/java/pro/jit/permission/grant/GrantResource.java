package pro.jit.permission.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.uuid.NoArgGenerator;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

/** Grants of an application. */
@Path("/api/permission/applications/{org_id}/{app_id}/grants")
@RunOnVirtualThread
public class GrantResource {
    private static final int LARGEST_BATCH = 1_000;

    private final Grants grants;
    private final Callers callers;
    private final NoArgGenerator ids;

    GrantResource(Grants grants, Callers callers, NoArgGenerator ids) {
        this.grants = grants;
        this.callers = callers;
        this.ids = ids;
    }

    /** Grants to be removed and made together. */
    public record Batch(
            @Nullable List<@Nullable NewGrant> create,
            @Nullable List<@Nullable String> delete) {}

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
    public Page<GrantView> list(
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
        return grants.list(
                Wire.application(orgId, appId), filter, Wire.queryId("cursor", Page.key(cursor)), Page.limit(limit));
    }

    @Operation(summary = "Makes a grant; 409 if one says the same")
    @POST
    @RolesAllowed("permissions:write")
    public RestResponse<GrantView> create(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable NewGrant request) {
        var application = Wire.application(orgId, appId);
        var errors = new ArrayList<FieldError>();
        var grant = present(request).check(application, ids.generate(), "", errors);
        if (grant.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        var made = grants.apply(callers.current(), application, List.of(grant.get()), List.of(""), List.of())
                .getFirst();
        var location = "/api/permission/applications/%s/%s/grants/%s".formatted(orgId, appId, made.grantId());
        return RestResponse.ResponseBuilder.<GrantView>created(URI.create(location))
                .entity(made)
                .build();
    }

    @Operation(summary = "Removes and makes up to 1 000 grants, all or nothing")
    @POST
    @Path("/batch")
    @RolesAllowed("permissions:write")
    public BatchResult batch(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable Batch request) {
        var batch = present(request);
        List<@Nullable NewGrant> create = batch.create() == null ? List.of() : batch.create();
        List<@Nullable String> delete = batch.delete() == null ? List.of() : batch.delete();
        if (create.size() + delete.size() > LARGEST_BATCH) {
            throw ProblemException.invalid("create", "and delete hold more than " + LARGEST_BATCH + " together");
        }
        var application = Wire.application(orgId, appId);
        var errors = new ArrayList<FieldError>();
        var toCreate = new ArrayList<Grant>();
        var paths = new ArrayList<String>();
        for (int i = 0; i < create.size(); i++) {
            var path = "create." + i + ".";
            var wanted = create.get(i);
            paths.add(path);
            if (wanted == null) {
                errors.add(new FieldError("create." + i, "is missing"));
            } else {
                wanted.check(application, ids.generate(), path, errors).ifPresent(toCreate::add);
            }
        }
        var toDelete = new LinkedHashSet<UUID>();
        for (int i = 0; i < delete.size(); i++) {
            var id = delete.get(i);
            var known = id == null ? Optional.<UUID>empty() : Wire.uuid(id);
            known.ifPresent(toDelete::add);
            if (known.isEmpty()) {
                errors.add(new FieldError("delete." + i, "is not a UUID"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        var deleted = List.copyOf(toDelete);
        return new BatchResult(grants.apply(callers.current(), application, toCreate, paths, deleted), deleted);
    }

    @Operation(summary = "One grant")
    @GET
    @Path("/{grant_id}")
    @RolesAllowed("permissions:read")
    public GrantView get(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("grant_id") String grantId) {
        return grants.find(Wire.application(orgId, appId), Wire.pathId(grantId));
    }

    @Operation(summary = "Changes role and times")
    @PATCH
    @Path("/{grant_id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed("permissions:write")
    public GrantView change(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("grant_id") String grantId,
            @Nullable JsonNode patch) {
        return grants.change(
                callers.current(),
                Wire.application(orgId, appId),
                Wire.pathId(grantId),
                new GrantPatch(present(patch)));
    }

    @Operation(summary = "Removes a grant")
    @DELETE
    @Path("/{grant_id}")
    @RolesAllowed("permissions:write")
    public void remove(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("grant_id") String grantId) {
        grants.apply(
                callers.current(), Wire.application(orgId, appId), List.of(), List.of(), List.of(Wire.pathId(grantId)));
    }

    private static <T> T present(@Nullable T body) {
        if (body == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        return body;
    }
}
