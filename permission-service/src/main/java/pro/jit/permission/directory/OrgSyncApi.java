package pro.jit.permission.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The one call we make to org-sync-service. */
@RegisterRestClient(configKey = "org-sync")
@OidcClientFilter
@Path("/api/org/organizations")
interface OrgSyncApi {
    /** Reads this one person from Feishu now; 404 if Feishu does not know them in range. */
    @POST
    @Path("/{organization_id}/members/refresh")
    JsonNode refresh(
            @PathParam("organization_id") UUID organizationId,
            @HeaderParam("X-Request-Id") String requestId,
            RefreshRequest request);

    /** The person, by the id Feishu gave for this app. */
    record RefreshRequest(String openId) {}
}
