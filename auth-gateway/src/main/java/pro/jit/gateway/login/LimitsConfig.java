package pro.jit.gateway.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one address or one application may do in a minute (JIT_LIMITS_…). */
@ConfigMapping(prefix = "jit.limits")
interface LimitsConfig {
    /** Off for tests and load. */
    @WithDefault("true")
    boolean enabled();

    /** Login starts per client address and minute. */
    @WithDefault("20")
    int loginStartsPerMinute();

    /** Callbacks per client address and minute. */
    @WithDefault("10")
    int callbacksPerMinute();

    /** Callbacks per application and minute. */
    @WithDefault("600")
    int loginsPerMinute();
}
