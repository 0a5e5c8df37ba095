package pro.jit.orgsync.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are received and worked. */
@ConfigMapping(prefix = "jit.event")
interface EventConfig {
    /**
     * How long a replica that is not heard of keeps its long connections. Another has them after this and some two seconds: soon enough for the first
     * repetition of an event, which comes after 15 seconds.
     */
    @WithDefault("PT10S")
    Duration connectionLease();

    /** How often events that wait are looked for without being told, such as those of a replica that has died. */
    @WithDefault("PT0.5S")
    Duration poll();

    /** Organizations whose events one replica works at the same time. Each takes a connection to the database. */
    @WithDefault("4")
    int workers();

    /** How long an event that was worked is remembered, so that a repetition of it is known. Feishu repeats for some eight hours. */
    @WithDefault("P7D")
    Duration kept();
}
