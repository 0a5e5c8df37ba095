package pro.jit.gateway.token;

import java.util.Set;

/** Issues service tokens without a request: for the gateway's own calls to its siblings, and those of the console. */
public interface ServiceTokens {
    /**
     * A token of {@code clientId} with these scopes, good for at least another minute; may be the one answered before.
     *
     * @return the JWT, without {@code Bearer}
     */
    String issue(String clientId, Set<String> scopes);

    /**
     * A token the console calls our APIs with, for the person at it: {@code sub} the person, {@code client_id} {@code console}. A member's says so with
     * {@code act} (RFC 8693 section 4.1) and has {@code applications}, those it is good for. It never leaves the gateway and its siblings.
     *
     * @return the JWT, without {@code Bearer}
     */
    String issue(PersonAtConsole person, Set<String> scopes);
}
