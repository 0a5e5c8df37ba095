package pro.jit.orgsync.problem;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text that PostgreSQL cannot hold, wherever in a request it was: U+0000 is legal in JSON and in an address, and in no text of the database. */
final class UnstorableText {
    /** SQLSTATE {@code character_not_in_repertoire} (PostgreSQL, appendix A). */
    private static final String NOT_IN_REPERTOIRE = "22021";

    /** SQLSTATE {@code untranslatable_character}: the same, inside of JSON. */
    private static final String UNTRANSLATABLE = "22P05";

    /** What is told of it. */
    static final Occurrence PROBLEM = Occurrence.of(Problem.INVALID_REQUEST)
            .errors(List.of(new FieldError("request", "has the character U+0000, which nothing here may have")));

    private UnstorableText() {}

    /** Whether that is why this failed. */
    static boolean in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                return NOT_IN_REPERTOIRE.equals(state) || UNTRANSLATABLE.equals(state);
            }
        }
        return false;
    }
}
