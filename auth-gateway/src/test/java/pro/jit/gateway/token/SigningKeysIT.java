package pro.jit.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.encryption.Encryption;
import pro.jit.local.server.TestServers;

/** Replicas over one database. */
class SigningKeysIT {
    private static final List<String> MIGRATIONS =
            List.of("V202611242000__create_signing_key.sql", "V202611262100__create_rsa_signing_key.sql");
    private Jdbi jdbi;

    @BeforeEach
    void anEmptyDatabase() {
        var database = TestServers.newDatabase("signing_keys");
        jdbi = Jdbi.create(database.jdbcUrl(), database.username(), database.password())
                .installPlugin(new PostgresPlugin());
        MIGRATIONS.forEach(name ->
                jdbi.useHandle(handle -> handle.createScript(migration(name)).execute()));
    }

    private static String migration(String name) {
        try (var file = Objects.requireNonNull(SigningKeysIT.class.getResourceAsStream("/db/migration/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SigningKeys replica(Duration rotationPeriod) {
        return replica(rotationPeriod, Clock.systemUTC());
    }

    private SigningKeys replica(Duration rotationPeriod, Clock clock) {
        var encryption = new Encryption("1:" + "A".repeat(43) + "=");
        var keys = new SigningKeys(
                new SigningKeyRepository(jdbi, encryption),
                clock,
                Generators.timeBasedEpochGenerator(),
                rotationPeriod);
        keys.start();
        return keys;
    }

    private SigningKeys replica() {
        return replica(Duration.ofDays(30));
    }

    private static List<SigningKey> keys(SigningKeys replica, SigningAlgorithm algorithm) {
        return replica.all().stream()
                .filter(key -> key.algorithm() == algorithm)
                .toList();
    }

    private static SigningKey next(SigningKeys replica, SigningAlgorithm algorithm) {
        return keys(replica, algorithm).stream()
                .filter(key -> key.status() == SigningKey.Status.NEXT)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDatabaseWithKeysOfOneAlgorithmGetsThoseOfTheOther() {
        var before = replica();
        jdbi.useHandle(handle -> handle.execute("delete from rsa_signing_key"));

        var after = replica();

        assertThat(keys(after, SigningAlgorithm.ES256))
                .extracting(SigningKey::kid)
                .containsExactlyElementsOf(keys(before, SigningAlgorithm.ES256).stream()
                        .map(SigningKey::kid)
                        .toList());
        assertThat(keys(after, SigningAlgorithm.RS256)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void replicasThatStartAtOnceAgreeOnTheFirstKeys(SigningAlgorithm algorithm) throws Exception {
        try (var executor = Executors.newFixedThreadPool(6)) {
            var replicas = executor.invokeAll(IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<SigningKeys>) this::replica)
                    .toList());

            var first = replicas.getFirst().get();
            assertThat(keys(first, algorithm))
                    .extracting(SigningKey::status)
                    .containsExactlyInAnyOrder(SigningKey.Status.ACTIVE, SigningKey.Status.NEXT);
            for (var replica : replicas) {
                assertThat(replica.get().active(algorithm).kid())
                        .isEqualTo(first.active(algorithm).kid());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void theNextKeyIsKnownToAllBeforeItSigns(SigningAlgorithm algorithm) throws Exception {
        var one = replica();
        var other = replica();
        var next = next(one, algorithm);

        one.rotate();

        assertThat(one.active(algorithm).kid()).isEqualTo(next.kid());
        assertThat(other.find(next.kid())).isPresent();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void aReplicaLooksForAKeyItDoesNotKnow(SigningAlgorithm algorithm) throws Exception {
        var one = replica();
        var other = replica();
        one.rotate();
        var made = next(one, algorithm);

        assertThat(other.find(made.kid())).isPresent();
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void aKeyRotatesWhenItIsDueAndNotBefore(SigningAlgorithm algorithm) throws Exception {
        var young = replica();
        var before = young.active(algorithm).kid();
        young.rotateWhenDue();
        assertThat(young.active(algorithm).kid()).isEqualTo(before);

        replica(Duration.ZERO).rotateWhenDue();

        young.reload();
        assertThat(young.active(algorithm).kid()).isNotEqualTo(before);
    }

    private enum Occasion {
        DUE,
        ON_DEMAND
    }

    @ParameterizedTest
    @EnumSource(Occasion.class)
    void ofReplicasThatRotateAtOnceOneDoes(Occasion occasion) throws Exception {
        var first = replica();
        var later = Clock.offset(Clock.systemUTC(), Duration.ofDays(31)).instant();
        var clock = Clock.fixed(later, ZoneOffset.UTC);
        var replicas = IntStream.range(0, 6)
                .mapToObj(i -> replica(Duration.ofDays(30), clock))
                .toList();
        try (var executor = Executors.newFixedThreadPool(6)) {
            var rotations = executor.invokeAll(replicas.stream()
                    .map(replica -> (Callable<Void>) () -> {
                        switch (occasion) {
                            case DUE -> replica.rotateWhenDue();
                            case ON_DEMAND -> replica.rotate();
                        }
                        return null;
                    })
                    .toList());
            for (var rotation : rotations) {
                rotation.get();
            }
        }

        for (var algorithm : SigningAlgorithm.values()) {
            var keys = keys(replica(), algorithm);
            assertThat(keys).hasSize(3);
            assertThat(keys)
                    .filteredOn(key -> key.status() == SigningKey.Status.RETIRED)
                    .extracting(SigningKey::kid)
                    .containsExactly(first.active(algorithm).kid());
        }
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void whileKeysRotateNoTokenIsRefusedAnywhere(SigningAlgorithm algorithm) throws Exception {
        var issuer = "https://sso.example.test";
        var replicas = List.of(replica(), replica(), replica());
        var tokens = replicas.stream()
                .map(keys -> new SignedTokens(keys, issuer, Clock.systemUTC()))
                .toList();
        var first = replicas.getFirst().active(algorithm).kid();
        var old = new ConcurrentLinkedQueue<String>();
        var checks = new AtomicLong();
        var refused = new AtomicLong();
        var rotating = new AtomicBoolean(true);
        try (var reloading = Executors.newScheduledThreadPool(1);
                var hammering = Executors.newFixedThreadPool(3)) {
            var reloads = replicas.stream()
                    .map(keys -> reloading.scheduleWithFixedDelay(keys::reload, 0, 1, TimeUnit.SECONDS))
                    .toList();
            var hammers = new ArrayList<Future<?>>();
            for (var thread = 0; thread < 3; thread++) {
                var signer = tokens.get(thread);
                hammers.add(hammering.submit(() -> {
                    for (var i = 0; rotating.get(); i++) {
                        var claims = new JwtClaims();
                        claims.setClaim("n", i);
                        var now = Instant.now();
                        var token = signer.sign(algorithm, "JWT", claims, now, now.plusSeconds(600));
                        if (i % 50 == 0) {
                            old.add(token);
                        }
                        for (var checker : tokens) {
                            checks.incrementAndGet();
                            if (checker.verifyHandedOut(token).isEmpty()) {
                                refused.incrementAndGet();
                            }
                        }
                    }
                }));
            }
            try {
                for (var rotation = 0; rotation < 3; rotation++) {
                    replicas.get(rotation).rotate();
                }
            } finally {
                rotating.set(false);
            }
            for (var hammer : hammers) {
                hammer.get();
            }
            reloads.forEach(reload -> reload.cancel(false));
        }

        assertThat(checks).hasPositiveValue();
        assertThat(refused).as("of %s checks", checks).hasValue(0);
        var late = new SignedTokens(replica(), issuer, Clock.systemUTC());
        assertThat(old).isNotEmpty().allSatisfy(token -> assertThat(late.verifyHandedOut(token))
                .isPresent());
        var kids = keys(replica(), algorithm).stream().map(SigningKey::kid).toList();
        assertThat(kids).hasSize(5).contains(first);
    }

    @Test
    void noPrivateKeyIsStoredInClear() {
        replica();

        var stored = jdbi.withHandle(
                handle -> handle.createQuery("""
                                select encode(encrypted_jwk, 'escape') from signing_key
                                union all select encode(encrypted_jwk, 'escape') from rsa_signing_key""").mapTo(String.class).list());
        assertThat(stored)
                .hasSize(4)
                .noneMatch(text -> text.contains("P-256") || text.contains("RSA") || text.contains("\"d\""));
    }
}
