package pro.jit.gateway.openid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.session.Session;

/** What the token endpoint gives a relying party (OpenID Connect Core §3.1.3.3). */
@Singleton
class OpenIdTokenResponse {
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;

    OpenIdTokenResponse(AccessTokens accessTokens, IdTokens idTokens) {
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
    }

    /** A code, or a refresh token, that was good. */
    record Redeemed(
            Authorization authorization,
            Session session,
            @Nullable OpaqueToken refreshToken) {}

    record Tokens(
            String accessToken,
            String tokenType,
            long expiresIn,
            String scope,
            @JsonInclude(Include.NON_NULL) @Nullable String idToken,
            @JsonInclude(Include.NON_NULL) @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Tokens[" + scope + "]";
        }
    }

    /** For a code: the ID token answers the request, with its nonce. */
    Response first(ServiceClient client, Redeemed redeemed) {
        return response(client, redeemed, redeemed.authorization().nonce());
    }

    /** For a refresh token: the nonce has been answered (OpenID Connect Core §12.2). */
    Response again(ServiceClient client, Redeemed redeemed) {
        return response(client, redeemed, null);
    }

    private Response response(ServiceClient client, Redeemed redeemed, @Nullable String nonce) {
        var authorization = redeemed.authorization();
        var accessToken = accessTokens.issue(authorization, redeemed.session());
        var refreshToken = redeemed.refreshToken();
        return Response.ok(new Tokens(
                        accessToken,
                        "Bearer",
                        AccessTokens.LIFE.toSeconds(),
                        Scopes.write(authorization.scopes()),
                        authorization.scopes().contains(OpenIdScopes.OPENID)
                                ? idTokens.issue(
                                        algorithm(client), authorization, redeemed.session(), nonce, accessToken)
                                : null,
                        refreshToken == null ? null : refreshToken.value()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    private static SigningAlgorithm algorithm(ServiceClient client) {
        var party = client.relyingParty();
        if (party == null) {
            throw new IllegalStateException("A code of a client that is no relying party");
        }
        return party.idTokenSignedResponseAlg();
    }
}
