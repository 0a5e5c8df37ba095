package pro.jit.gateway.client;

import org.jspecify.annotations.Nullable;

/**
 * By what a request to an OAuth endpoint says which client it comes from, as it came.
 *
 * @param authorization the header
 * @param clientId form parameter {@code client_id}
 * @param assertionType form parameter {@code client_assertion_type}
 * @param assertion form parameter {@code client_assertion}
 */
public record ClientCredentials(
        @Nullable String authorization,
        @Nullable String clientId,
        @Nullable String assertionType,
        @Nullable String assertion) {
    @Override
    public String toString() {
        return "ClientCredentials[hidden]";
    }
}
