package pro.jit.gateway.token;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.ServiceClient;

/** RFC 6749 §4.4: a service token for the client itself. */
@Singleton
class ClientCredentialsGrant implements TokenGrant {
    private final ServiceTokenIssuer tokens;

    ClientCredentialsGrant(ServiceTokenIssuer tokens) {
        this.tokens = tokens;
    }

    record TokenResponse(String accessToken, String tokenType, long expiresIn, String scope) {
        @Override
        public String toString() {
            return "TokenResponse[" + scope + "]";
        }
    }

    @Override
    public String type() {
        return "client_credentials";
    }

    @Override
    public Response answer(ServiceClient client, OAuthParameters parameters) {
        var scopes = parameters.get("scope").map(Scopes::parse).orElse(client.scopes());
        if (!client.scopes().containsAll(scopes)) {
            return OAuthError.INVALID_SCOPE.response("The client may not ask for all of these scopes.");
        }
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
