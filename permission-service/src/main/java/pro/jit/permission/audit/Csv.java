package pro.jit.permission.audit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of RFC 4180 whose cells a spreadsheet program takes for text. A cell that it would take for a formula begins with an apostrophe, which
 * it does not show.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV injection</a>
 */
final class Csv {
    /** Without it Excel takes the file for one in the country's old encoding. */
    static final char BYTE_ORDER_MARK = '\ufeff';

    /** Full-width ones too, which East Asian editions of Excel take for the others. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    /** One line with its end. */
    static String line(List<@Nullable String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var harmless = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
