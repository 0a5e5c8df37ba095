package pro.jit.gateway.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The revocation feed (JIT_REVOCATIONS_…). */
@ConfigMapping(prefix = "jit.revocations")
interface RevocationFeedConfig {
    /** How long nothing is said before a comment says that somebody is there. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** How long a reader may take to take what it is sent. */
    @WithDefault("PT10S")
    Duration slowReaderAfter();

    /** Readers of this replica at once; each costs a thread and a Kafka consumer. */
    @WithDefault("100")
    int readers();
}
