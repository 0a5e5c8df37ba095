package pro.jit.gateway.accessrequest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import pro.jit.gateway.limit.ClientNetwork;
import pro.jit.gateway.limit.RequestLimit;

/** Keeps one address from asking all the time. How many wait for an answer, permission-service limits. */
@ApplicationScoped
class AccessRequestLimits {
    private final AccessRequestLimitsConfig config;
    private final RequestLimit asked;

    AccessRequestLimits(AccessRequestLimitsConfig config) {
        this.config = config;
        this.asked = RequestLimit.perMinute(config.accessRequestsPerMinute());
    }

    /** Counts one. Present when it is one too many: how long to wait. */
    Optional<Duration> exceeded(String address) {
        return config.enabled() ? asked.exceeded(ClientNetwork.of(address)) : Optional.empty();
    }
}
