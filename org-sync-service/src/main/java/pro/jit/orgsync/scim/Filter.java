package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** A SCIM filter (RFC 7644 section 3.4.2.2). Attributes are told in full and lower case, {@code emails.value}, as are those of a value path. */
sealed interface Filter {
    record And(Filter left, Filter right) implements Filter {}

    record Or(Filter left, Filter right) implements Filter {}

    record Not(Filter filter) implements Filter {}

    /** The attribute has a value. */
    record Present(String attribute) implements Filter {}

    /**
     * The attribute compares so.
     *
     * @param value a text, a number, true, false or null
     */
    record Comparison(String attribute, Operator operator, JsonNode value) implements Filter {}

    /** How an attribute is compared. */
    enum Operator {
        EQ,
        NE,
        CO,
        SW,
        EW,
        GT,
        GE,
        LT,
        LE;

        static Optional<Operator> of(String word) {
            for (var operator : values()) {
                if (operator.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return Optional.of(operator);
                }
            }
            return Optional.empty();
        }

        /** As filters spell it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
