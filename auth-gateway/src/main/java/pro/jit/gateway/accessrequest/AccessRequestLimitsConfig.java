package pro.jit.gateway.accessrequest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one address may ask for access (JIT_LIMITS_…). */
@ConfigMapping(prefix = "jit.limits")
interface AccessRequestLimitsConfig {
    /** Off for tests and load. */
    @WithDefault("true")
    boolean enabled();

    /** Requests for access per client address and minute; an office may have one address for everybody. */
    @WithDefault("10")
    int accessRequestsPerMinute();
}
