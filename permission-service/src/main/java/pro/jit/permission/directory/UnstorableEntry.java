package pro.jit.permission.directory;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells an entry the database refuses for what it holds from a database that does not work. */
final class UnstorableEntry {
    private static final Set<String> CLASSES = Set.of("22", "23", "54");

    private UnstorableEntry() {}

    /** Whether PostgreSQL said so: class 22 (data exception), 23 (constraint violation) or 54 (limit exceeded, as by a value too long for an index). */
    static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return CLASSES.contains(sql.getSQLState().substring(0, 2));
            }
        }
        return false;
    }
}
