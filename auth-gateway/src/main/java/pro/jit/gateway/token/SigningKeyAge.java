package pro.jit.gateway.token;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import pro.jit.gateway.client.SigningAlgorithm;

/** How old the keys are that sign now: {@code jit_signing_key_age_seconds}. A key is made one period before it signs. */
@Startup
@Singleton
class SigningKeyAge {
    private final SigningKeys keys;
    private final Clock clock;

    SigningKeyAge(SigningKeys keys, MeterRegistry meters, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        for (var algorithm : SigningAlgorithm.values()) {
            Gauge.builder("jit_signing_key_age_seconds", this, its -> its.seconds(algorithm))
                    .tag("alg", algorithm.name())
                    .description("Age of the key that signs now")
                    .register(meters);
        }
    }

    private double seconds(SigningAlgorithm algorithm) {
        return Duration.between(keys.active(algorithm).createdAt(), clock.instant())
                .toSeconds();
    }
}
