package pro.jit.gateway.token;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Context;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import pro.jit.gateway.client.SigningAlgorithm;

/**
 * The keys our tokens are signed with, of each {@link SigningAlgorithm}, in memory; read again every second, so any replica's rotation is known to all within one.
 *
 * <p>A key is published as {@code next} before it signs, and stays in the JWKS after it has signed for longer than any token lives: no
 * token is refused because of a rotation.
 */
@Startup
@Singleton
public class SigningKeys {
    /** Every replica has read a key that is this old. */
    private static final Duration KNOWN_TO_ALL = Duration.ofSeconds(3);

    /** Twice the longest life of a token of ours (60 minutes). */
    private static final Duration KEEP_RETIRED = Duration.ofHours(2);

    /** NIST SP 800-57 part 1 asks for as many until 2030; a key signs for a month. */
    private static final int RSA_BITS = 2_048;

    /** A token with a key we do not know costs a query at most this often. */
    private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofMillis(200);

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final SigningKeyRepository repository;
    private final Clock clock;
    private final NoArgGenerator ids;
    private final Duration rotationPeriod;
    private volatile Snapshot snapshot = Snapshot.EMPTY;

    /**
     * Over these keys.
     *
     * @param rotationPeriod {@code jit.signing-keys.rotation-period}: how long a key signs
     */
    SigningKeys(
            SigningKeyRepository repository,
            Clock clock,
            NoArgGenerator ids,
            @ConfigProperty(name = "jit.signing-keys.rotation-period", defaultValue = "P30D") Duration rotationPeriod) {
        this.repository = repository;
        this.clock = clock;
        this.ids = ids;
        this.rotationPeriod = rotationPeriod;
    }

    private record Snapshot(List<SigningKey> keys, Map<String, SigningKey> byKid, String jwks, Instant readAt) {
        static final Snapshot EMPTY = new Snapshot(List.of(), Map.of(), "{\"keys\":[]}", Instant.EPOCH);

        static Snapshot of(List<SigningKey> keys, Instant readAt) {
            return new Snapshot(
                    List.copyOf(keys),
                    keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::kid, Function.identity())),
                    new JsonWebKeySet(keys.stream().map(SigningKey::jwk).toList())
                            .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                    readAt);
        }
    }

    @PostConstruct
    void start() {
        var there = repository.all().stream().map(SigningKey::algorithm).collect(Collectors.toSet());
        for (var algorithm : SigningAlgorithm.values()) {
            if (!there.contains(algorithm)) {
                repository.createFirst(algorithm, generate(algorithm), generate(algorithm), clock.instant());
            }
        }
        reload();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void reload() {
        snapshot = Snapshot.of(repository.all(), clock.instant());
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void rotateWhenDue() throws InterruptedException {
        rotateAll(clock.instant().minus(rotationPeriod));
    }

    /**
     * Rotates now, unless another replica has since this was asked for: of several who ask at once, one does it. A rotation right after
     * another waits some seconds, so that no key signs before all replicas know it.
     */
    void rotate() throws InterruptedException {
        rotateAll(clock.instant());
    }

    private void rotateAll(Instant activeSince) throws InterruptedException {
        for (var algorithm : SigningAlgorithm.values()) {
            rotate(algorithm, activeSince);
        }
    }

    private void rotate(SigningAlgorithm algorithm, Instant activeSince) throws InterruptedException {
        var newNext = generate(algorithm);
        while (true) {
            var now = clock.instant();
            var wait = repository.rotate(algorithm, newNext, now, activeSince, now.minus(KNOWN_TO_ALL), KEEP_RETIRED);
            if (wait.isEmpty()) {
                break;
            }
            Thread.sleep(wait.get());
        }
        var before = active(algorithm).kid();
        reload();
        if (!active(algorithm).kid().equals(before)) {
            LOG.infof(
                    "signing key rotated alg=%s kid=%s",
                    algorithm, active(algorithm).kid());
        }
    }

    /** Newest first. */
    List<SigningKey> all() {
        return snapshot.keys();
    }

    /** The JWKS document: public halves only. */
    String jwks() {
        return snapshot.jwks();
    }

    /** The key that signs now. */
    SigningKey active(SigningAlgorithm algorithm) {
        return all().stream()
                .filter(key -> key.algorithm() == algorithm && key.status() == SigningKey.Status.ACTIVE)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No active signing key"));
    }

    /** The key of this id. One we do not know is looked for in the database, where the thread may wait for it. */
    Optional<SigningKey> find(String kid) {
        var current = snapshot;
        var old = current.readAt().plus(UNKNOWN_KEY_PAUSE).isBefore(clock.instant());
        if (!current.byKid().containsKey(kid) && old && !Context.isOnEventLoopThread()) {
            reload();
            current = snapshot;
        }
        return Optional.ofNullable(current.byKid().get(kid));
    }

    private PublicJsonWebKey generate(SigningAlgorithm algorithm) {
        try {
            var jwk =
                    switch (algorithm) {
                        case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case RS256 -> RsaJwkGenerator.generateJwk(RSA_BITS);
                    };
            jwk.setKeyId(ids.generate().toString());
            jwk.setUse("sig");
            jwk.setAlgorithm(algorithm.name());
            return jwk;
        } catch (JoseException e) {
            throw new IllegalStateException("Every JDK has P-256 and RSA", e);
        }
    }
}
