package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** permission-service: who of many members may enter now. */
@RegisterRestClient(configKey = "permission")
@OidcClientFilter
@Path("/api/permission/applications/{org_id}/{app_id}/members/access")
interface MemberAccessApi {
    /** Takes {@code {"organization_id": …, "member_ids": […]}} and answers {@code {"items": [{"member_id": …, "decision": …}]}}. */
    @POST
    JsonNode access(@PathParam("org_id") String orgId, @PathParam("app_id") String appId, JsonNode question);
}
