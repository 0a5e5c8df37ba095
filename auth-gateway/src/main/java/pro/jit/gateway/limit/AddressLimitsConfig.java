package pro.jit.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one address may ask for tokens (JIT_LIMITS_…). */
@ConfigMapping(prefix = "jit.limits")
interface AddressLimitsConfig {
    /** Off for tests and load. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Requests to {@code /oauth2/token} per client address and minute, whatever clients they name: who guesses secrets is slowed down. An
     * application that redeems codes for its visitors has one address for all of them.
     */
    @WithDefault("1200")
    int tokenRequestsPerAddressPerMinute();
}
