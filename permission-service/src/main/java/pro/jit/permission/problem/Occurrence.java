package pro.jit.permission.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem that occurred.
 *
 * @param detail an English sentence for the caller; never an exception's message
 * @param errors for {@code invalid-request}
 * @param retryAfter when trying again may help
 */
record Occurrence(
        Problem problem,
        @Nullable String detail,
        List<FieldError> errors,
        @Nullable Duration retryAfter) {
    Occurrence {
        errors = List.copyOf(errors);
    }

    static Occurrence of(Problem problem) {
        return new Occurrence(problem, null, List.of(), null);
    }

    /** All of it in one English sentence, for a standard whose error is a string. */
    String sentence() {
        if (errors.isEmpty()) {
            return detail == null ? problem.title() : detail;
        }
        var first = errors.getFirst();
        return first.field() + " " + first.message();
    }
}
