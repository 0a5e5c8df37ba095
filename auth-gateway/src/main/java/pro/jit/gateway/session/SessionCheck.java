package pro.jit.gateway.session;

import java.util.Optional;
import pro.jit.gateway.token.SessionTokens.Verified;

/** Says whether a session token lets its bearer in, right now. */
public interface SessionCheck {
    /**
     * The session behind {@code token}, when the token verifies, was issued for this application and neither the session nor the token
     * has been revoked.
     *
     * @return empty for anything else
     * @throws pro.jit.gateway.problem.ProblemException {@code service-unavailable} when nobody can say
     */
    Optional<Verified> check(String token, String orgId, String appId);

    /** Whether this replica has heard that the session has ended; it never waits. */
    boolean hasEnded(String sid);

    /** Whether {@link #check} may have to wait just now, for the database; then it must not be called on an event loop. */
    default boolean mayBlock() {
        return false;
    }
}
