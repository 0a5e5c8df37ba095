package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code console_administrator} and {@code console_recovery_code}; every method works inside the caller's transaction. */
@ApplicationScoped
class AdministratorRepository {
    boolean areThereAny(Handle handle) {
        return handle.createQuery("select exists (select 1 from console_administrator)")
                .mapTo(Boolean.class)
                .one();
    }

    /** False if there is one of this name. */
    boolean insert(Handle handle, String username, String passwordHash, boolean passwordChangeRequired) {
        return handle.createUpdate("""
                        insert into console_administrator (username, password_hash, password_change_required)
                        values (:name, :hash, :change) on conflict do nothing""")
                        .bind("name", username)
                        .bind("hash", passwordHash)
                        .bind("change", passwordChangeRequired)
                        .execute()
                == 1;
    }

    Optional<Administrator> find(Handle handle, String username) {
        return handle.createQuery("select * from console_administrator where username = :name")
                .bind("name", username)
                .map((row, context) -> administrator(row))
                .findOne();
    }

    /** As {@link #find}, not changed by anybody else until the transaction ends. */
    Optional<Administrator> lock(Handle handle, String username) {
        return handle.createQuery("select * from console_administrator where username = :name for update")
                .bind("name", username)
                .map((row, context) -> administrator(row))
                .findOne();
    }

    /** Those after {@code after} in the order of their names. */
    List<Administrator> list(Handle handle, String after, int limit) {
        return handle.createQuery("""
                        select * from console_administrator where username collate "C" > :after
                        order by username collate "C" limit :limit""")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> administrator(row))
                .list();
    }

    /** How many there are; nobody is made or removed until the transaction ends. */
    int lockAndCount(Handle handle) {
        handle.execute("lock table console_administrator in share row exclusive mode");
        return handle.createQuery("select count(*) from console_administrator")
                .mapTo(Integer.class)
                .one();
    }

    boolean delete(Handle handle, String username) {
        return handle.createUpdate("delete from console_administrator where username = :name")
                        .bind("name", username)
                        .execute()
                == 1;
    }

    void signedIn(Handle handle, String username, Instant now) {
        handle.createUpdate("update console_administrator set last_login_at = :now where username = :name")
                .bind("name", username)
                .bind("now", now)
                .execute();
    }

    /** False if there is nobody of this name. */
    boolean changePassword(Handle handle, String username, String passwordHash, boolean changeRequired) {
        return handle.createUpdate("""
                        update console_administrator set password_hash = :hash, password_change_required = :change
                        where username = :name""")
                        .bind("name", username)
                        .bind("hash", passwordHash)
                        .bind("change", changeRequired)
                        .execute()
                == 1;
    }

    /** False if a secret is in use. */
    boolean prepareTotp(Handle handle, String username, byte[] sealedSecret) {
        return handle.createUpdate("""
                        update console_administrator set totp_secret = :secret, totp_last_step = null
                        where username = :name and not totp_enabled""")
                        .bind("name", username)
                        .bind("secret", sealedSecret)
                        .execute()
                == 1;
    }

    void enableTotp(Handle handle, String username) {
        handle.createUpdate("update console_administrator set totp_enabled = true where username = :name")
                .bind("name", username)
                .execute();
    }

    void disableTotp(Handle handle, String username) {
        handle.createUpdate("""
                        update console_administrator set totp_enabled = false, totp_secret = null, totp_last_step = null
                        where username = :name""").bind("name", username).execute();
    }

    Optional<byte[]> totpSecret(Handle handle, String username) {
        return handle.createQuery(
                        "select totp_secret from console_administrator where username = :name and totp_secret is not null")
                .bind("name", username)
                .map((row, context) -> row.getBytes("totp_secret"))
                .findOne();
    }

    /** False if a code of this time step or a later one was taken before. */
    boolean takeStep(Handle handle, String username, long step) {
        return handle.createUpdate("""
                        update console_administrator set totp_last_step = :step
                        where username = :name and (totp_last_step is null or totp_last_step < :step)""")
                        .bind("name", username)
                        .bind("step", step)
                        .execute()
                == 1;
    }

    void replaceRecoveryCodes(Handle handle, String username, List<byte[]> hashes) {
        handle.createUpdate("delete from console_recovery_code where username = :name")
                .bind("name", username)
                .execute();
        for (var hash : hashes) {
            handle.createUpdate("insert into console_recovery_code (username, code_hash) values (:name, :hash)")
                    .bind("name", username)
                    .bind("hash", hash)
                    .execute();
        }
    }

    /** False if there is none like this. */
    boolean removeRecoveryCode(Handle handle, String username, byte[] hash) {
        return handle.createUpdate("delete from console_recovery_code where username = :name and code_hash = :hash")
                        .bind("name", username)
                        .bind("hash", hash)
                        .execute()
                == 1;
    }

    private static Administrator administrator(ResultSet row) throws SQLException {
        var lastLogin = row.getTimestamp("last_login_at");
        return new Administrator(
                row.getString("username"),
                row.getString("password_hash"),
                row.getBoolean("password_change_required"),
                row.getBytes("totp_secret") != null,
                row.getBoolean("totp_enabled"),
                row.getTimestamp("created_at").toInstant(),
                lastLogin == null ? null : lastLogin.toInstant());
    }
}
