package pro.jit.gateway.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Signing in (JIT_LOGIN_…). */
@ConfigMapping(prefix = "jit.login")
interface LoginConfig {
    /** How long the record of sign-ins is kept. It has names in it, so no longer than somebody may ask. */
    @WithDefault("P90D")
    Duration attemptsKept();

    /** After what time the login page asks for a new QR code. Feishu does not say when one dies; 3 to 5 minutes were seen. */
    @WithDefault("PT3M")
    Duration qrCodeLife();
}
