package pro.jit.gateway.login;

import jakarta.enterprise.context.ApplicationScoped;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.limit.ClientNetwork;
import pro.jit.gateway.limit.RequestLimit;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** Keeps one address, and one application, from using up Feishu's patience. */
@ApplicationScoped
class LoginLimits {
    private final LimitsConfig config;
    private final RequestLimit starts;
    private final RequestLimit callbacks;
    private final RequestLimit logins;

    LoginLimits(LimitsConfig config) {
        this.config = config;
        this.starts = RequestLimit.perMinute(config.loginStartsPerMinute());
        this.callbacks = RequestLimit.perMinute(config.callbacksPerMinute());
        this.logins = RequestLimit.perMinute(config.loginsPerMinute());
    }

    void start(String address) {
        take(starts, ClientNetwork.of(address));
    }

    void callback(String address, Application application) {
        take(callbacks, ClientNetwork.of(address));
        take(logins, application.audience());
    }

    private void take(RequestLimit limit, String key) {
        if (config.enabled()) {
            limit.exceeded(key).ifPresent(wait -> {
                throw new ProblemException(
                        Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(wait));
            });
        }
    }
}
