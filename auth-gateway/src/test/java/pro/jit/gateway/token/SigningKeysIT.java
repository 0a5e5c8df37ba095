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
import pro.jit.gateway.encryption.Encryption;
import pro.jit.local.server.TestServers;

/** Replicas over one database. */
class SigningKeysIT {
    private static final String MIGRATION = "/db/migration/V202611242000__create_signing_key.sql";
    private Jdbi jdbi;

    @BeforeEach
    void anEmptyDatabase() {
        var database = TestServers.newDatabase("signing_keys");
        jdbi = Jdbi.create(database.jdbcUrl(), database.username(), database.password())
                .installPlugin(new PostgresPlugin());
        jdbi.useHandle(handle -> handle.createScript(migration()).execute());
    }

    private static String migration() {
        try (var file = Objects.requireNonNull(SigningKeysIT.class.getResourceAsStream(MIGRATION))) {
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

    @Test
    void replicasThatStartAtOnceAgreeOnTheFirstKeys() throws Exception {
        try (var executor = Executors.newFixedThreadPool(6)) {
            var replicas = executor.invokeAll(IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<SigningKeys>) this::replica)
                    .toList());

            var first = replicas.getFirst().get();
            assertThat(first.all())
                    .extracting(SigningKey::status)
                    .containsExactlyInAnyOrder(SigningKey.Status.ACTIVE, SigningKey.Status.NEXT);
            for (var replica : replicas) {
                assertThat(replica.get().active().kid())
                        .isEqualTo(first.active().kid());
            }
        }
    }

    @Test
    void theNextKeyIsKnownToAllBeforeItSigns() throws Exception {
        var one = replica();
        var other = replica();
        var next = one.all().stream()
                .filter(key -> key.status() == SigningKey.Status.NEXT)
                .findFirst()
                .orElseThrow();

        one.rotate();

        assertThat(one.active().kid()).isEqualTo(next.kid());
        assertThat(other.find(next.kid())).isPresent();
    }

    @Test
    void aReplicaLooksForAKeyItDoesNotKnow() throws Exception {
        var one = replica();
        var other = replica();
        one.rotate();
        var made = one.all().stream()
                .filter(key -> key.status() == SigningKey.Status.NEXT)
                .findFirst()
                .orElseThrow();

        assertThat(other.find(made.kid())).isPresent();
    }

    @Test
    void aKeyRotatesWhenItIsDueAndNotBefore() throws Exception {
        var young = replica();
        var before = young.active().kid();
        young.rotateWhenDue();
        assertThat(young.active().kid()).isEqualTo(before);

        replica(Duration.ZERO).rotateWhenDue();

        young.reload();
        assertThat(young.active().kid()).isNotEqualTo(before);
    }

    private enum Occasion {
        DUE,
        ON_DEMAND
    }

    @ParameterizedTest
    @EnumSource(Occasion.class)
    void ofReplicasThatRotateAtOnceOneDoes(Occasion occasion) throws Exception {
        var before = replica().active().kid();
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

        var keys = replica().all();
        assertThat(keys).hasSize(3);
        assertThat(keys)
                .filteredOn(key -> key.status() == SigningKey.Status.RETIRED)
                .extracting(SigningKey::kid)
                .containsExactly(before);
    }

    @Test
    void whileKeysRotateNoTokenIsRefusedAnywhere() throws Exception {
        var issuer = "https://sso.example.test";
        var replicas = List.of(replica(), replica(), replica());
        var tokens = replicas.stream()
                .map(keys -> new SignedTokens(keys, issuer, Clock.systemUTC()))
                .toList();
        var first = replicas.getFirst().active().kid();
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
                        var token = signer.sign(claims, now, now.plusSeconds(600));
                        if (i % 50 == 0) {
                            old.add(token);
                        }
                        for (var checker : tokens) {
                            checks.incrementAndGet();
                            if (checker.verify(token).isEmpty()) {
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
        assertThat(old).isNotEmpty().allSatisfy(token -> assertThat(late.verify(token))
                .isPresent());
        var kids = replica().all().stream().map(SigningKey::kid).toList();
        assertThat(kids).hasSize(5).contains(first);
    }

    @Test
    void noPrivateKeyIsStoredInClear() {
        replica();

        var stored =
                jdbi.withHandle(handle -> handle.createQuery("select encode(encrypted_jwk, 'escape') from signing_key")
                        .mapTo(String.class)
                        .list());
        assertThat(stored).hasSize(2).noneMatch(text -> text.contains("P-256") || text.contains("\"d\""));
    }
}
