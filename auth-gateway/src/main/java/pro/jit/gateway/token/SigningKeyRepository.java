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
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import pro.jit.gateway.encryption.Encryption;

/** Signing keys in PostgreSQL, encrypted. Changes are made by one replica at a time, under an advisory lock. */
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
        return handle.createQuery("select * from signing_key order by created_at desc, kid")
                .map((row, context) -> key(row))
                .list();
    }

    /** Makes the first two keys, unless another replica has. */
    void createFirst(EllipticCurveJsonWebKey active, EllipticCurveJsonWebKey next, Instant now) {
        jdbi.useTransaction(handle -> {
            lock(handle);
            if (all(handle).isEmpty()) {
                insert(handle, active, SigningKey.Status.ACTIVE, now);
                insert(handle, next, SigningKey.Status.NEXT, now);
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
            EllipticCurveJsonWebKey newNext,
            Instant now,
            Instant activeSince,
            Instant knownSince,
            Duration keepRetired) {
        return jdbi.inTransaction(handle -> {
            lock(handle);
            if (!activatedBefore(handle, activeSince)) {
                return Optional.empty();
            }
            var next = all(handle).stream()
                    .filter(key -> key.status() == SigningKey.Status.NEXT)
                    .findFirst()
                    .orElseThrow();
            if (next.createdAt().isAfter(knownSince)) {
                return Optional.of(Duration.between(knownSince, next.createdAt()));
            }
            handle.execute(
                    "update signing_key set status = 'retired', retired_at = ? where status = 'active'", utc(now));
            handle.execute(
                    "update signing_key set status = 'active', activated_at = ? where status = 'next'", utc(now));
            insert(handle, newNext, SigningKey.Status.NEXT, now);
            handle.execute("delete from signing_key where retired_at < ?", utc(now.minus(keepRetired)));
            return Optional.empty();
        });
    }

    private static boolean activatedBefore(Handle handle, Instant instant) {
        return handle.createQuery("select activated_at < ? from signing_key where status = 'active'")
                .bind(0, utc(instant))
                .mapTo(Boolean.class)
                .one();
    }

    private static void lock(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('signing_key'))");
    }

    private void insert(Handle handle, EllipticCurveJsonWebKey jwk, SigningKey.Status status, Instant now) {
        var secret = jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE).getBytes(StandardCharsets.UTF_8);
        handle.createUpdate("""
                        insert into signing_key (kid, encrypted_jwk, status, created_at, activated_at)
                        values (:kid, :jwk, :status, :now, case when :status = 'active' then :now end)
                        """)
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
                    SigningKey.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                    row.getTimestamp("created_at").toInstant(),
                    (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(json));
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
