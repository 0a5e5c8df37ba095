package pro.jit.permission.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How our topic is made when it is missing. */
@ConfigMapping(prefix = "jit.permission.topic")
interface OutboxConfig {
    /** Partitions; order holds within one key. */
    @WithDefault("6")
    int partitions();

    /** Copies of each partition; the broker's default if not given. */
    Optional<Short> replicationFactor();
}
