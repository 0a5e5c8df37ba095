package pro.jit.gateway.token;

import java.util.Map;
import java.util.Optional;
import pro.jit.gateway.client.ServiceClient;

/** A kind of token another feature issues, for introspection and revocation. */
public interface IssuedTokens {
    /** What became of a wish to revoke. */
    enum Revocation {
        NOT_OF_THIS_KIND,
        REVOKED,
        ANOTHER_CLIENTS
    }

    /** What a token of this kind that is good now says; empty for any other. */
    Optional<Map<String, Object>> describe(String token);

    /** Revokes a token for the client it was issued to. */
    Revocation revoke(ServiceClient client, String token);
}
