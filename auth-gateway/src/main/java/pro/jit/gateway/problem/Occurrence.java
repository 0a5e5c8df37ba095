package pro.jit.gateway.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem that occurred, with what is to be told about this time.
 *
 * @param detail an English sentence for the caller; never an exception's message or a foreign body
 * @param errors for {@code invalid-request}
 * @param administrators names of people who can help, for {@code not-authorized}
 * @param retryAfter when trying again may help
 * @param startAgain path of the login page a person can go back to
 * @param addressee whom a page speaks to, where that is known
 * @param requestAccess for {@code not-authorized}, where the person may ask for access
 */
public record Occurrence(
        Problem problem,
        @Nullable String detail,
        List<FieldError> errors,
        List<String> administrators,
        @Nullable Duration retryAfter,
        @Nullable String startAgain,
        @Nullable Addressee addressee,
        @Nullable RequestAccess requestAccess) {
    public Occurrence {
        errors = List.copyOf(errors);
        administrators = List.copyOf(administrators);
    }

    /** The bare problem. */
    public static Occurrence of(Problem problem) {
        return new Occurrence(problem, null, List.of(), List.of(), null, null, null, null);
    }

    /** With a sentence about this time. */
    public static Occurrence of(Problem problem, String detail) {
        return of(problem).detail(detail);
    }

    public Occurrence detail(String sentence) {
        return new Occurrence(
                problem, sentence, errors, administrators, retryAfter, startAgain, addressee, requestAccess);
    }

    public Occurrence errors(List<FieldError> fieldErrors) {
        return new Occurrence(
                problem, detail, fieldErrors, administrators, retryAfter, startAgain, addressee, requestAccess);
    }

    public Occurrence administrators(List<String> names) {
        return new Occurrence(problem, detail, errors, names, retryAfter, startAgain, addressee, requestAccess);
    }

    public Occurrence retryAfter(Duration wait) {
        return new Occurrence(problem, detail, errors, administrators, wait, startAgain, addressee, requestAccess);
    }

    public Occurrence startAgain(String loginPath) {
        return new Occurrence(problem, detail, errors, administrators, retryAfter, loginPath, addressee, requestAccess);
    }

    public Occurrence to(Addressee person) {
        return new Occurrence(problem, detail, errors, administrators, retryAfter, startAgain, person, requestAccess);
    }

    public Occurrence requestAccess(RequestAccess offer) {
        return new Occurrence(problem, detail, errors, administrators, retryAfter, startAgain, addressee, offer);
    }
}
