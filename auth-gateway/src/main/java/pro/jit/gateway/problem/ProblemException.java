package pro.jit.gateway.problem;

import java.util.List;

/** Ends the work on a request with a problem the caller is told. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Occurrence occurrence;

    public ProblemException(Occurrence occurrence) {
        super(occurrence.problem().id());
        this.occurrence = occurrence;
    }

    public ProblemException(Problem problem) {
        this(Occurrence.of(problem));
    }

    public ProblemException(Problem problem, String detail) {
        this(Occurrence.of(problem, detail));
    }

    /** An {@code invalid-request} that names the field. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** An {@code invalid-request} with all that is wrong. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Occurrence.of(Problem.INVALID_REQUEST).errors(errors));
    }

    public Occurrence occurrence() {
        return occurrence;
    }
}
