package pro.jit.orgsync.feishu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently and how fast we call Feishu. */
@ConfigMapping(prefix = "jit.feishu-client")
interface FeishuClientConfig {
    /** How long a connection may take. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** How long a whole answer may take. */
    @WithDefault("PT10S")
    Duration answerTimeout();

    /** How often a request is sent that is not answered, or answered with 5xx. */
    @WithDefault("4")
    int attempts();

    /** Pause before the second attempt; doubled before each further one. */
    @WithDefault("PT0.5S")
    Duration backoff();

    /** How often a request is sent that Feishu throttles. */
    @WithDefault("10")
    int throttledAttempts();

    /** Longest wait for Feishu's rate limit to pass; asked for a longer one, we give up. */
    @WithDefault("PT2M")
    Duration longestThrottle();

    /** Requests a second of one Feishu app to one API. Feishu's documented limit. */
    @WithDefault("50")
    int requestsPerSecond();

    /** Requests a minute of one Feishu app to one API. Feishu's documented limit. */
    @WithDefault("1000")
    int requestsPerMinute();

    /** Largest answer we read, in bytes. */
    @WithDefault("8388608")
    int largestAnswerBytes();
}
