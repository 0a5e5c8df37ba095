package pro.jit.permission.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the directory is read from Kafka and, for one person, from org-sync-service. */
@ConfigMapping(prefix = "jit.permission.directory")
interface DirectoryConfig {
    /** Kafka consumer group; a new one reads everything from the first offset. */
    @WithDefault("permission-service")
    String consumerGroup();

    /** Records read, and written in one transaction, at a time. */
    @WithDefault("200")
    int batchRecords();

    /** How long a decision waits for org-sync-service to read one person from Feishu. */
    @WithDefault("PT0.8S")
    Duration refreshWait();

    /** How long a person org-sync-service has just read is not asked for again. */
    @WithDefault("PT60S")
    Duration refreshPause();

    /** How old the directory may be while events wait to be applied; beyond, and for longer than {@link #lagGrace()}, no replica is ready. */
    @WithDefault("PT30S")
    Duration mostLag();

    /** How long the directory may be older than {@link #mostLag()}. */
    @WithDefault("PT30S")
    Duration lagGrace();

    /**
     * How long a rebuild waits for Kafka to tell of what it found only in the tables, before it takes that for stale: longer than org-sync-service
     * may take to send an event after it has answered a call.
     */
    @WithDefault("PT1M")
    Duration rebuildSettle();
}
