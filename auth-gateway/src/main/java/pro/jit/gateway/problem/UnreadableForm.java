package pro.jit.gateway.problem;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form whose bytes are none ({@code %zz}, {@code &&&=}). RESTEasy has two parsers of forms and no exception for what they cannot read, so it
 * is told by where it failed.
 */
final class UnreadableForm {
    private static final List<String> PARSERS = List.of(
            "org.jboss.resteasy.reactive.server.core.multipart.Form",
            "org.jboss.resteasy.reactive.common.providers.serialisers.MapAsFormUrlEncodedProvider");

    /** What is told of it. */
    static final Occurrence PROBLEM = Occurrence.of(Problem.INVALID_REQUEST, "The form cannot be decoded.")
            .errors(List.of(new FieldError("body", "is not a form that can be decoded")));

    private UnreadableForm() {}

    /** Whether that is why this failed. */
    static boolean in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RuntimeException
                    && Arrays.stream(cause.getStackTrace())
                            .anyMatch(frame -> PARSERS.stream().anyMatch(frame.getClassName()::startsWith))) {
                return true;
            }
        }
        return false;
    }
}
