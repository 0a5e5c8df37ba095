package pro.jit.gateway.token;

import java.util.Set;

/** Issues service tokens without a request: for the gateway's own calls to its siblings. */
public interface ServiceTokens {
    /**
     * A token of {@code clientId} with these scopes, good for at least another minute; may be the one answered before.
     *
     * @return the JWT, without {@code Bearer}
     */
    String issue(String clientId, Set<String> scopes);
}
