package pro.jit.gateway.token;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import pro.jit.gateway.client.ClientKeys;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.SigningAlgorithm;

/** What others need to verify our tokens and to find our endpoints. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class JwksResource {
    private static final String CACHE = "public, max-age=60";
    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "amr",
            "sid",
            "at_hash",
            "name",
            "picture",
            "preferred_username",
            "email",
            "email_verified",
            "roles",
            "groups",
            "org_id",
            "app_id",
            "organization_id");

    private final SigningKeys keys;
    private final String issuer;

    JwksResource(SigningKeys keys, @ConfigProperty(name = "jit.public-origin") String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    @GET
    @Path("jwks.json")
    public Response jwks() {
        return Response.ok(keys.jwks()).header("Cache-Control", CACHE).build();
    }

    /** OIDC Discovery 1.0 and RFC 8414. Lists what is there. */
    @GET
    @Path("openid-configuration")
    public Response configuration() {
        return Response.ok(document()).header("Cache-Control", CACHE).build();
    }

    private Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("issuer", issuer);
        document.put("jwks_uri", issuer + "/.well-known/jwks.json");
        document.put("authorization_endpoint", issuer + "/oauth2/authorize");
        document.put("token_endpoint", issuer + "/oauth2/token");
        proofs(document, "token_endpoint");
        document.put("introspection_endpoint", issuer + "/oauth2/introspect");
        proofs(document, "introspection_endpoint");
        document.put("revocation_endpoint", issuer + "/oauth2/revoke");
        proofs(document, "revocation_endpoint");
        document.put("userinfo_endpoint", issuer + "/oauth2/userinfo");
        document.put("end_session_endpoint", issuer + "/oauth2/logout");
        document.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        document.put("response_types_supported", List.of("code"));
        document.put("response_modes_supported", List.of("query"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", SigningAlgorithm.names());
        document.put("claims_supported", CLAIMS);
        document.put("claims_parameter_supported", false);
        document.put("request_parameter_supported", false);
        document.put("request_uri_parameter_supported", false);
        document.put("authorization_response_iss_parameter_supported", true);
        document.put("backchannel_logout_supported", true);
        document.put("backchannel_logout_session_supported", true);
        var scopes = new ArrayList<>(List.of("openid", "profile", "email", "roles", "groups", "offline_access"));
        scopes.addAll(Scopes.ALL);
        document.put("scopes_supported", scopes);
        return document;
    }

    /** How a client proves itself at an endpoint; a public one, which proves nothing, may introspect nothing. */
    private static void proofs(Map<String, Object> document, String endpoint) {
        document.put(
                endpoint + "_auth_methods_supported",
                endpoint.startsWith("introspection")
                        ? List.of("client_secret_basic", "private_key_jwt")
                        : List.of("client_secret_basic", "private_key_jwt", "none"));
        document.put(endpoint + "_auth_signing_alg_values_supported", ClientKeys.ALGORITHMS);
    }
}
