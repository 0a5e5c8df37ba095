package pro.jit.orgsync.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave. */
@ConfigMapping(prefix = "jit.outbox")
interface OutboxConfig {
    /** How often the outbox is looked at without being told. At most a quarter of a second, for a session to end within one. */
    @WithDefault("PT0.2S")
    Duration poll();

    /** Events of one transaction of Kafka's. */
    @WithDefault("500")
    int batch();

    /** How long a batch may take to be acknowledged before it is given up and sent anew. */
    @WithDefault("PT30S")
    Duration deliveryTimeout();

    /** Copies of each topic we create; -1 is the broker's own default. */
    @WithDefault("-1")
    short replicationFactor();

    /** Partitions of each topic we create. */
    @WithDefault("6")
    int partitions();
}
