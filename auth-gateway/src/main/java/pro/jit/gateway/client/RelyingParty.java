package pro.jit.gateway.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to have the members of one application sign in (OpenID Connect).
 *
 * @param orgId with {@code appId}: the application whose members these are
 * @param redirectUris where a code may be sent, compared character by character
 * @param postLogoutRedirectUris where a visitor may be sent after signing out
 * @param backchannelLogoutUri who is told that a session has ended
 * @param idTokenSignedResponseAlg what its ID tokens and logout tokens are signed with
 */
public record RelyingParty(
        String orgId,
        String appId,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        SigningAlgorithm idTokenSignedResponseAlg) {
    public RelyingParty {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
    }
}
