package pro.jit.gateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often a client may ask for a token (JIT_LIMITS_…). */
@ConfigMapping(prefix = "jit.limits")
interface TokenLimitsConfig {
    /** Off for tests and load. */
    @WithDefault("true")
    boolean enabled();

    /** Token requests per client and minute. */
    @WithDefault("60")
    int tokenRequestsPerMinute();

    /** Token requests per relying party and minute, which come of all its visitors; of a public one, per client address as well. */
    @WithDefault("600")
    int relyingPartyRequestsPerMinute();
}
