package pro.jit.permission.idempotency;

import java.util.regex.Pattern;
import pro.jit.permission.problem.ProblemException;

/**
 * What a caller calls one request of theirs: 1 to 255 printable ASCII characters.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
record IdempotencyKey(String value) {
    private static final int LONGEST = 255;

    /** A string of RFC 8941 section 3.3.3. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");

    /** Not what the draft asks for, but what many clients send. */
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x7e][\\x20-\\x7e]*");

    /** Reads the header; with quotation marks, as the draft has it, or without. */
    static IdempotencyKey parse(String header) {
        var text = header.strip();
        // Each character may be escaped, and there are two quotation marks.
        if (text.length() > 2 * LONGEST + 2) {
            throw invalid();
        }
        var quoted = QUOTED.matcher(text);
        var value = quoted.matches()
                ? quoted.group(1).replaceAll("\\\\(.)", "$1")
                : BARE.matcher(text).matches() ? text : "";
        if (value.isEmpty() || value.length() > LONGEST) {
            throw invalid();
        }
        return new IdempotencyKey(value);
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(
                "Idempotency-Key", "is not a string of 1 to " + LONGEST + " printable ASCII characters");
    }
}
