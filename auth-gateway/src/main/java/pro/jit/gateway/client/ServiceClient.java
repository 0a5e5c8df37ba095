package pro.jit.gateway.client;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that may ask for tokens: for itself, or for members who sign in to it.
 *
 * @param scopes what it may ask for on its own behalf
 * @param keys what it signs its assertions with ({@code private_key_jwt}); null: it has a secret ({@code client_secret_basic})
 * @param confidential false for a public client, which has nothing to prove itself with
 * @param grantTypes what it may use the token endpoint for
 * @param relyingParty null for a service that only speaks for itself
 * @param builtIn made from the environment at start; not to be changed through the API
 * @param createdBy client id of whoever made it
 */
public record ServiceClient(
        String clientId,
        Set<String> scopes,
        @Nullable ClientKeys keys,
        boolean confidential,
        Set<String> grantTypes,
        @Nullable RelyingParty relyingParty,
        boolean builtIn,
        Instant createdAt,
        String createdBy) {
    public ServiceClient {
        scopes = Set.copyOf(scopes);
        grantTypes = Set.copyOf(grantTypes);
    }

    /** RFC 7591's name for how it proves itself. */
    public String tokenEndpointAuthMethod() {
        if (!confidential) {
            return "none";
        }
        return keys == null ? "client_secret_basic" : "private_key_jwt";
    }
}
