package pro.jit.gateway.console.administrator;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code console_administrator}; every method works inside the caller's transaction. */
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

    void signedIn(Handle handle, String username, Instant now) {
        handle.createUpdate("update console_administrator set last_login_at = :now where username = :name")
                .bind("name", username)
                .bind("now", now)
                .execute();
    }

    private static Administrator administrator(ResultSet row) throws SQLException {
        var lastLogin = row.getTimestamp("last_login_at");
        return new Administrator(
                row.getString("username"),
                row.getString("password_hash"),
                row.getBoolean("password_change_required"),
                row.getTimestamp("created_at").toInstant(),
                lastLogin == null ? null : lastLogin.toInstant());
    }
}
