package pro.jit.gateway.token;

import jakarta.ws.rs.core.Response;
import pro.jit.gateway.client.ServiceClient;

/** One grant type of the token endpoint. */
public interface TokenGrant {
    /** The value of {@code grant_type}. */
    String type();

    /** The tokens, or an error, for a client that has proven itself and is registered for this grant type. */
    Response answer(ServiceClient client, OAuthParameters parameters);
}
