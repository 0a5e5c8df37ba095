package pro.jit.gateway.application;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/**
 * To which applications the token of the current request is limited. A token made for a member at the console ({@code act}, RFC 8693 section 4.1) says
 * so in its claim {@code applications}; any other is good for all.
 */
@ApplicationScoped
public class AdministeredApplications {
    private final SecurityIdentity caller;

    AdministeredApplications(SecurityIdentity caller) {
        this.caller = caller;
    }

    /** Each {@code org_id/app_id}; empty where nothing is limited. */
    public Optional<List<String>> limit() {
        if (!(caller.getPrincipal() instanceof JsonWebToken token) || !token.containsClaim("act")) {
            return Optional.empty();
        }
        var claim = token.<Object>getClaim("applications");
        return Optional.of(
                claim instanceof Collection<?> named
                        ? named.stream()
                                .map(value ->
                                        value instanceof JsonString text ? text.getString() : String.valueOf(value))
                                .toList()
                        : List.of());
    }

    /** Whether the caller may see and change this one. */
    public boolean include(String orgId, String appId) {
        return limit().map(named -> named.contains(orgId + "/" + appId)).orElse(true);
    }

    /**
     * Refuses a caller who is limited to others.
     *
     * @throws ProblemException {@code forbidden}
     */
    public void require(String orgId, String appId) {
        if (!include(orgId, appId)) {
            throw new ProblemException(Problem.FORBIDDEN, "The caller does not administer this application.");
        }
    }

    /**
     * Refuses a caller who is limited at all.
     *
     * @throws ProblemException {@code forbidden}
     */
    public void requirePlatform(String what) {
        if (limit().isPresent()) {
            throw new ProblemException(Problem.FORBIDDEN, what + " is for administrators of the platform.");
        }
    }
}
