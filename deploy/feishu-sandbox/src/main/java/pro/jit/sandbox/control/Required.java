package pro.jit.sandbox.control;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fields that a body must have. */
final class Required {
    private Required() {}

    /** A text that is not blank; an {@link IllegalArgumentException} that names the field. */
    static String text(@Nullable String value, String field) {
        return Optional.ofNullable(value)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(field + " is missing"));
    }

    /** A text that may be left out, but is not blank. */
    static void notBlank(@Nullable String value, String field) {
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException(field + " is blank");
        }
    }
}
