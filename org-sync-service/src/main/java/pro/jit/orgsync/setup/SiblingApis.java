package pro.jit.orgsync.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What we ask the sibling services. */
final class SiblingApis {
    private SiblingApis() {}

    /** auth-gateway: under which addresses people come, and what has been seen of their sign-ins. */
    @RegisterRestClient(configKey = "gateway")
    @OidcClientFilter
    @Path("/api/auth")
    interface GatewayApi {
        @GET
        @Path("/applications/{org_id}/{app_id}")
        JsonNode application(@PathParam("org_id") String orgId, @PathParam("app_id") String appId);

        @GET
        @Path("/login-attempts")
        JsonNode loginAttempts(
                @QueryParam("org_id") String orgId, @QueryParam("app_id") String appId, @QueryParam("limit") int limit);
    }

    /** permission-service: who was authorized. */
    @RegisterRestClient(configKey = "permission")
    @OidcClientFilter
    @Path("/api/permission/applications/{org_id}/{app_id}")
    interface PermissionApi {
        @GET
        @Path("/grants")
        JsonNode grants(
                @PathParam("org_id") String orgId,
                @PathParam("app_id") String appId,
                @QueryParam("organization_id") String organizationId,
                @QueryParam("effect") String effect,
                @QueryParam("limit") int limit);
    }
}
