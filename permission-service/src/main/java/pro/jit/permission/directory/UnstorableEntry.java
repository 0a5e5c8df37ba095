package pro.jit.permission.directory;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells an entry the database refuses for what it holds from a database that does not work. */
final class UnstorableEntry {
    private UnstorableEntry() {}

    /** Whether PostgreSQL said so: class 22 (data exception) or 23 (constraint violation). */
    static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
            }
        }
        return false;
    }
}
