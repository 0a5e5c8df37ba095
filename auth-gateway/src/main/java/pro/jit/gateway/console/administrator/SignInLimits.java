package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import pro.jit.gateway.limit.ClientNetwork;
import pro.jit.gateway.limit.RequestLimit;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** Keeps one address from trying names. How often one name may be tried, {@link SignInFailures} says. */
@ApplicationScoped
class SignInLimits {
    private final SignInLimitsConfig config;
    private final RequestLimit signIns;

    SignInLimits(SignInLimitsConfig config) {
        this.config = config;
        this.signIns = RequestLimit.perMinute(config.consoleSignInsPerMinute());
    }

    /**
     * Counts one.
     *
     * @throws ProblemException {@code too-many-requests}
     */
    void count(String address) {
        if (config.enabled()) {
            signIns.exceeded(ClientNetwork.of(address)).ifPresent(wait -> {
                throw new ProblemException(
                        Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(wait));
            });
        }
    }
}
