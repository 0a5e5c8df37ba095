package pro.jit.permission.accessrequest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often somebody may ask for access, and how long that is kept. */
@ConfigMapping(prefix = "jit.permission.access-requests")
interface AccessRequestConfig {
    /** How long after a refusal the same member may not ask again. */
    @WithDefault("PT24H")
    Duration pause();

    /** Open requests an application has at most; beyond that nobody can ask until some are decided. */
    @WithDefault("1000")
    int openPerApplication();

    /** After what time a request that nobody decided is closed. */
    @WithDefault("P90D")
    Duration openFor();

    /** After what time a decided or closed request is forgotten. */
    @WithDefault("P180D")
    Duration kept();
}
