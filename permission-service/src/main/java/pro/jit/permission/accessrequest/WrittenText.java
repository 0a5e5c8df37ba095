package pro.jit.permission.accessrequest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/**
 * What one person wrote for another to read: 1 to 500 characters (code points), no control characters but line feeds, and nothing that turns
 * the direction of the text around it.
 */
final class WrittenText {
    static final int LONGEST = 500;

    /** A text that is longer than this before it is cleaned is not looked at. */
    private static final int LONGEST_RAW = 10 * LONGEST;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private WrittenText() {}

    /**
     * The text, cleaned.
     *
     * @throws ProblemException {@code invalid-request} that names the field, if nothing or too much is left
     */
    static String required(@Nullable String value, String field) {
        return optional(value, field).orElseThrow(() -> ProblemException.invalid(field, "is missing or blank"));
    }

    /** The same; empty where there is nothing to read. */
    static Optional<String> optional(@Nullable String value, String field) {
        if (value == null) {
            return Optional.empty();
        }
        var text = value.length() > LONGEST_RAW ? value : clean(value);
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw ProblemException.invalid(field, "is longer than " + LONGEST + " characters");
        }
        return text.codePoints().anyMatch(WrittenText::isVisible) ? Optional.of(text) : Optional.empty();
    }

    private static String clean(String value) {
        return value.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\t', ' ')
                .codePoints()
                .filter(WrittenText::isKept)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isKept(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n';
            case Character.FORMAT -> character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isVisible(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT;
    }
}
