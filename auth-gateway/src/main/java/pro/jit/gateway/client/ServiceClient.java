package pro.jit.gateway.client;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that may ask for service tokens.
 *
 * @param scopes what it may ask for
 * @param keys what it signs its assertions with ({@code private_key_jwt}); null: it has a secret ({@code client_secret_basic})
 * @param builtIn made from the environment at start; not to be changed through the API
 * @param createdBy client id of whoever made it
 */
public record ServiceClient(
        String clientId,
        Set<String> scopes,
        @Nullable ClientKeys keys,
        boolean builtIn,
        Instant createdAt,
        String createdBy) {
    public ServiceClient {
        scopes = Set.copyOf(scopes);
    }

    /** RFC 7591's name for how it proves itself. */
    public String tokenEndpointAuthMethod() {
        return keys == null ? "client_secret_basic" : "private_key_jwt";
    }
}
