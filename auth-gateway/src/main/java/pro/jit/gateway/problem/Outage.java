package pro.jit.gateway.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Failures that are nobody's fault here: what a request needs is away for a while, and nothing was decided. */
public final class Outage {
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /** Classes of SQLSTATE (PostgreSQL, appendix A): no connection, no resources for one, told to stop or starting. */
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    /** Of class 57, what is no outage: a statement that was cancelled. */
    private static final String QUERY_CANCELED = "57014";

    private Outage() {}

    /** Something the request needs does not answer. */
    public static Occurrence of(String detail) {
        return Occurrence.of(Problem.SERVICE_UNAVAILABLE, detail).retryAfter(TRY_AGAIN);
    }

    /** The problem of a failure that comes from an outage; empty for any other. */
    public static Optional<Occurrence> in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known
                    && known.occurrence().problem() == Problem.SERVICE_UNAVAILABLE) {
                return Optional.of(known.occurrence());
            }
            if (cause instanceof ConnectionException || (cause instanceof SQLException sql && isAway(sql))) {
                return Optional.of(of("The database does not answer."));
            }
        }
        return Optional.empty();
    }

    private static boolean isAway(SQLException failure) {
        var state = failure.getSQLState();
        return state != null
                && state.length() == 5
                && AWAY.contains(state.substring(0, 2))
                && !state.equals(QUERY_CANCELED);
    }
}
