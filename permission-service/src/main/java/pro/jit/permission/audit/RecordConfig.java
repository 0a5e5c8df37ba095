package pro.jit.permission.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is recorded beside refusals and changes, and for how long anything is. */
@ConfigMapping(prefix = "jit.permission.record")
interface RecordConfig {
    /** Which permits are recorded: {@code none}, {@code daily} (the first of each member in each application on each day), {@code all}. Refusals and changes always are. */
    @WithDefault("daily")
    Permits permits();

    /** How long decisions are kept, at least a day. China's Cybersecurity Law (article 21) asks for no less than six months of network logs. */
    @WithDefault("P184D")
    Duration keepDecisions();

    /** How long changes of roles and grants are kept, at least a day. */
    @WithDefault("P1096D")
    Duration keepChanges();

    /** Choices for permits. */
    enum Permits {
        NONE,
        /** The first of each member in each application on each day (UTC). */
        DAILY,
        ALL
    }
}
