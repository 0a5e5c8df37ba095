package pro.jit.orgsync.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs are made. */
@ConfigMapping(prefix = "jit.sync")
interface SyncConfig {
    /** Departments read at the same time in the beginning; Feishu advises five at most. */
    @WithDefault("5")
    int readers();

    /** Departments read at the same time at most, where Feishu is so slow that fewer would not reach the rate it allows. */
    @WithDefault("16")
    int mostReaders();

    /** People written in one transaction. */
    @WithDefault("500")
    int batch();

    /** A replica that has not been heard of for so long has lost its run, which another takes over within some seconds. */
    @WithDefault("PT20S")
    Duration lease();

    /** So many replicas may be lost over one run; then it is given up as their likely cause. */
    @WithDefault("3")
    int takeovers();

    /** How often every replica looks whether the time of a schedule has come. */
    @WithDefault("PT10S")
    Duration scheduleCheck();

    /** Runs are forgotten so long after their end. */
    @WithDefault("P90D")
    Duration keepRunsFor();

    /** So many of the latest runs of each organization are kept however old they are. */
    @WithDefault("20")
    int keepRuns();

    /** A run that would remove more than this share of the people, and more than {@link #guardPeople()}, waits for approval. */
    @WithDefault("0.05")
    double guardShare();

    /** A run that would remove more people than this, and more than {@link #guardShare()} of them, waits for approval. */
    @WithDefault("10")
    int guardPeople();
}
