package pro.jit.permission.evaluation;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Says where AuthZEN's endpoints are. There are no capabilities to name and the document is not signed; both are optional.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html#name-policy-decision-point-metad">Policy Decision Point Metadata</a>
 */
@Path("/.well-known/authzen-configuration")
public class MetadataResource {
    private final String baseUrl;

    MetadataResource(@ConfigProperty(name = "jit.permission-base-url") String baseUrl) {
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    @Operation(summary = "Policy Decision Point Metadata")
    @GET
    @PermitAll
    public RestResponse<Map<String, String>> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("policy_decision_point", baseUrl);
        metadata.put("access_evaluation_endpoint", baseUrl + "/access/v1/evaluation");
        metadata.put("access_evaluations_endpoint", baseUrl + "/access/v1/evaluations");
        metadata.put("search_subject_endpoint", baseUrl + "/access/v1/search/subject");
        metadata.put("search_resource_endpoint", baseUrl + "/access/v1/search/resource");
        metadata.put("search_action_endpoint", baseUrl + "/access/v1/search/action");
        return RestResponse.ResponseBuilder.<Map<String, String>>ok(metadata)
                .header("Cache-Control", "public, max-age=3600")
                .build();
    }
}
