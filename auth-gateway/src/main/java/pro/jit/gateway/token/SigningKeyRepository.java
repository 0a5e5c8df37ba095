package pro.jit.gateway.token;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.encryption.Encryption;

/**
 * Signing keys in PostgreSQL, encrypted: a table for each algorithm, each with a life of its own. Changes are made by one replica at a time,
 * under an advisory lock.
 */
@Singleton
class SigningKeyRepository {
    private final Jdbi jdbi;
    private final Encryption encryption;

    SigningKeyRepository(Jdbi jdbi, Encryption encryption) {
        this.jdbi = jdbi;
        this.encryption = encryption;
    }

    /** Newest first. */
    List<SigningKey> all() {
        return jdbi.withHandle(this::all);
    }

    private List<SigningKey> all(Handle handle) {
        return handle.createQuery("""
                        select *, 'ES256' as algorithm from signing_key
                        union all
                        select *, 'RS256' as algorithm from rsa_signing_key
                        order by created_at desc, kid""").map((row, context) -> key(row)).list();
    }

    private List<SigningKey> all(Handle handle, SigningAlgorithm algorithm) {
        return all(handle).stream().filter(key -> key.algorithm() == algorithm).toList();
    }

    private static String table(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> "signing_key";
            case RS256 -> "rsa_signing_key";
        };
    }

    /** Makes the first two keys of this algorithm, unless another replica has. */
    void createFirst(SigningAlgorithm algorithm, PublicJsonWebKey active, PublicJsonWebKey next, Instant now) {
        jdbi.useTransaction(handle -> {
            lock(handle);
            if (all(handle, algorithm).isEmpty()) {
                insert(handle, algorithm, active, SigningKey.Status.ACTIVE, now);
                insert(handle, algorithm, next, SigningKey.Status.NEXT, now);
            }
        });
    }

    /**
     * Puts the next key in the active one's place.
     *
     * @param activeSince only if the active key has signed since before this
     * @param knownSince only if the next key has been published since before this
     * @param keepRetired how long a key outlives its retirement; after that it is deleted
     * @return empty when it was done, or when the active key is younger than {@code activeSince}; else how long to wait before the next key
     *     is known well enough
     */
    Optional<Duration> rotate(
            SigningAlgorithm algorithm,
            PublicJsonWebKey newNext,
            Instant now,
            Instant activeSince,
            Instant knownSince,
            Duration keepRetired) {
        var table = table(algorithm);
        return jdbi.inTransaction(handle -> {
            lock(handle);
            if (!activatedBefore(handle, table, activeSince)) {
                return Optional.empty();
            }
            var next = all(handle, algorithm).stream()
                    .filter(key -> key.status() == SigningKey.Status.NEXT)
                    .findFirst()
                    .orElseThrow();
            if (next.createdAt().isAfter(knownSince)) {
                return Optional.of(Duration.between(knownSince, next.createdAt()));
            }
            handle.execute(
                    "update " + table + " set status = 'retired', retired_at = ? where status = 'active'", utc(now));
            handle.execute(
                    "update " + table + " set status = 'active', activated_at = ? where status = 'next'", utc(now));
            insert(handle, algorithm, newNext, SigningKey.Status.NEXT, now);
            handle.execute("delete from " + table + " where retired_at < ?", utc(now.minus(keepRetired)));
            return Optional.empty();
        });
    }

    private static boolean activatedBefore(Handle handle, String table, Instant instant) {
        return handle.createQuery("select activated_at < ? from " + table + " where status = 'active'")
                .bind(0, utc(instant))
                .mapTo(Boolean.class)
                .one();
    }

    private static void lock(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('signing_key'))");
    }

    private void insert(
            Handle handle, SigningAlgorithm algorithm, PublicJsonWebKey jwk, SigningKey.Status status, Instant now) {
        var secret = jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE).getBytes(StandardCharsets.UTF_8);
        handle.createUpdate("""
                        insert into %s (kid, encrypted_jwk, status, created_at, activated_at)
                        values (:kid, :jwk, :status, :now, case when :status = 'active' then :now end)
                        """.formatted(table(algorithm)))
                .bind("kid", jwk.getKeyId())
                .bind("jwk", encryption.encrypt(secret, place(jwk.getKeyId())))
                .bind("status", status.name().toLowerCase(Locale.ROOT))
                .bind("now", utc(now))
                .execute();
    }

    private SigningKey key(ResultSet row) throws SQLException {
        var kid = row.getString("kid");
        try {
            var json =
                    new String(encryption.decrypt(row.getBytes("encrypted_jwk"), place(kid)), StandardCharsets.UTF_8);
            return new SigningKey(
                    kid,
                    SigningAlgorithm.valueOf(row.getString("algorithm")),
                    SigningKey.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                    row.getTimestamp("created_at").toInstant(),
                    PublicJsonWebKey.Factory.newPublicJwk(json));
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException(
                    "Signing key " + kid + " cannot be decrypted: was its key taken out of JIT_ENCRYPTION_KEYS?", e);
        }
    }

    private static String place(String kid) {
        return "signing_key/" + kid;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
