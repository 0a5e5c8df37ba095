package pro.jit.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
        var encryption = new Encryption("1:" + "A".repeat(43) + "=");
        var keys = new SigningKeys(
                new SigningKeyRepository(jdbi, encryption),
                Clock.systemUTC(),
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
