package pro.jit.gateway.console.administrator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often one address may try to sign in to the console (JIT_LIMITS_…). */
@ConfigMapping(prefix = "jit.limits")
interface SignInLimitsConfig {
    /** Off for tests and load. */
    @WithDefault("true")
    boolean enabled();

    /** Sign-ins with a password per client address and minute. */
    @WithDefault("20")
    int consoleSignInsPerMinute();
}
