package pro.jit.gateway.client;

import java.time.Instant;
import java.util.Set;

/**
 * A program that may ask for service tokens.
 *
 * @param scopes what it may ask for
 * @param builtIn made from the environment at start; not to be changed through the API
 * @param createdBy client id of whoever made it
 */
public record ServiceClient(String clientId, Set<String> scopes, boolean builtIn, Instant createdAt, String createdBy) {
    public ServiceClient {
        scopes = Set.copyOf(scopes);
    }
}
