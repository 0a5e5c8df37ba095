package pro.jit.orgsync.organization;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.listing.ListPage;
import pro.jit.orgsync.organization.CreateOrganization.Wanted;
import pro.jit.orgsync.problem.ProblemException;
import pro.jit.orgsync.problem.RequestId;

/** The Feishu organizations of applications. */
@Path("/api/org/organizations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OrganizationResource {
    private final CreateOrganization create;
    private final ChangeOrganization change;
    private final Organizations organizations;
    private final OrganizationRepository repository;

    OrganizationResource(
            CreateOrganization create,
            ChangeOrganization change,
            Organizations organizations,
            OrganizationRepository repository) {
        this.create = create;
        this.change = change;
        this.organizations = organizations;
        this.repository = repository;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("organizations:write")
    @Operation(summary = "Connect a Feishu app; its credentials are tried first and its first synchronization begins")
    public RestResponse<Organization> create(@Nullable JsonNode body, @Context RoutingContext context) {
        var request = new OrganizationRequest(body);
        var wanted = new Wanted(
                new ApplicationId(request.part("org_id"), request.part("app_id")),
                request.title(),
                request.platform(),
                request.feishuAppId(),
                new Credentials(
                        request.secret("feishu_app_secret"),
                        request.optionalSecret("encrypt_key"),
                        request.optionalSecret("verification_token")),
                request.eventDelivery(),
                request.schedule(),
                request.has("token_endpoint_generation") ? request.tokenEndpointGeneration() : "v2");
        request.complete();
        var organization = create.create(wanted, RequestId.of(context));
        return RestResponse.ResponseBuilder.<Organization>created(
                        URI.create("/api/org/organizations/" + organization.organizationId()))
                .entity(organization)
                .build();
    }

    @GET
    @RolesAllowed("organizations:read")
    @Operation(summary = "The organizations, of one application or of all")
    public ListPage<Organization> list(
            @QueryParam("org_id") @Nullable String orgId,
            @QueryParam("app_id") @Nullable String appId,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var most = ListPage.limit(limit);
        var after = ListPage.position(cursor, 1, List.of("00000000-0000-0000-0000-000000000000"))
                .getFirst();
        var read = repository.list(orgId, appId, position(after), most + 1);
        return ListPage.of(read, most, last -> List.of(last.organizationId().toString()));
    }

    @GET
    @Path("/{organization_id}")
    @RolesAllowed("organizations:read")
    @Operation(summary = "One organization, without its secrets")
    public Organization get(@PathParam("organization_id") String id) {
        return organizations.get(OrganizationId.parse(id));
    }

    @PATCH
    @Path("/{organization_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed("organizations:write")
    @Operation(summary = "Change some of it; new credentials are tried before they are kept")
    public Organization change(
            @PathParam("organization_id") String id, @Nullable JsonNode patch, @Context RoutingContext context) {
        return change.change(OrganizationId.parse(id), patch, RequestId.of(context));
    }

    @DELETE
    @Path("/{organization_id}")
    @RolesAllowed("organizations:write")
    @Operation(summary = "End it: nobody of it can sign in any more, and its directory is deleted")
    public void delete(@PathParam("organization_id") String id, @Context RoutingContext context) {
        change.delete(OrganizationId.parse(id), RequestId.of(context));
    }

    private static UUID position(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
    }
}
