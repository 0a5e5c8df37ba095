package pro.jit.gateway.token;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** RFC 6749 §4.4: a service token for a client that proves itself. */
@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    private final ServiceClients clients;
    private final ServiceTokenIssuer tokens;
    private final TokenRequestLimit limit;

    TokenResource(ServiceClients clients, ServiceTokenIssuer tokens, TokenRequestLimit limit) {
        this.clients = clients;
        this.tokens = tokens;
        this.limit = limit;
    }

    record TokenResponse(String accessToken, String tokenType, long expiresIn, String scope) {
        @Override
        public String toString() {
            return "TokenResponse[" + scope + "]";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(
            @HeaderParam("Authorization") @Nullable String authorization,
            @Nullable MultivaluedMap<String, String> form) {
        var parameters = new OAuthParameters(form);
        if (parameters.hasRepeated()) {
            return OAuthError.INVALID_REQUEST.response("A parameter is repeated.");
        }
        var client = clients.authenticate(parameters.credentials(authorization));
        if (client.isEmpty()) {
            return OAuthError.INVALID_CLIENT.response("The client did not prove itself.");
        }
        limit.exceeded(client.get().clientId()).ifPresent(wait -> {
            throw new ProblemException(Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(wait));
        });
        return answer(client.get(), parameters);
    }

    private Response answer(ServiceClient client, OAuthParameters parameters) {
        var grantType = parameters.get("grant_type").orElse("");
        if (grantType.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response("grant_type is missing.");
        }
        if (!"client_credentials".equals(grantType)) {
            return OAuthError.UNSUPPORTED_GRANT_TYPE.response("Only client_credentials is supported.");
        }
        var scopes = parameters.get("scope").map(Scopes::parse).orElse(client.scopes());
        if (!client.scopes().containsAll(scopes)) {
            return OAuthError.INVALID_SCOPE.response("The client may not ask for all of these scopes.");
        }
        return issue(client, scopes);
    }

    private Response issue(ServiceClient client, Set<String> scopes) {
        var response = new TokenResponse(
                tokens.issueNew(client.clientId(), scopes),
                "Bearer",
                ServiceTokenIssuer.LIFE.toSeconds(),
                Scopes.write(scopes));
        return Response.ok(response)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
