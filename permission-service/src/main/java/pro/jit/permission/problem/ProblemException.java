package pro.jit.permission.problem;

import java.time.Duration;
import java.util.List;

/** Ends the work on a request with a problem the caller is told. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Occurrence occurrence;

    private ProblemException(Occurrence occurrence) {
        super(occurrence.problem().id());
        this.occurrence = occurrence;
    }

    /** A problem with a sentence about this time. */
    public static ProblemException of(Problem problem, String detail) {
        return new ProblemException(new Occurrence(problem, detail, List.of(), null));
    }

    /** A limit was reached; after {@code wait} it may not be any more. */
    public static ProblemException tooMany(String detail, Duration wait) {
        return new ProblemException(new Occurrence(Problem.TOO_MANY_REQUESTS, detail, List.of(), wait));
    }

    /** What was asked for is not there. */
    public static ProblemException notFound(String detail) {
        return of(Problem.NOT_FOUND, detail);
    }

    /** An {@code invalid-request} that names the field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** An {@code invalid-request} with all that is wrong. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(new Occurrence(Problem.INVALID_REQUEST, null, errors, null));
    }

    /** All of it in one English sentence. */
    public String sentence() {
        return occurrence.sentence();
    }

    Occurrence occurrence() {
        return occurrence;
    }
}
