package pro.jit.gateway.page;

import java.time.Duration;

/** Spans of time in words. They are the same in every time zone, which a page that runs no script does not know. */
public final class Spans {
    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** How long ago something was, e.g. {@code 3 hours}: not longer than it was. */
    public static String past(PageTexts texts, Duration span) {
        return words(texts, Math.max(0, span.toMinutes()), 0);
    }

    /** How long something will take, e.g. {@code 3 hours}: not shorter than it will. */
    public static String future(PageTexts texts, Duration span) {
        return words(texts, Math.max(1, span.plusMinutes(1).minusNanos(1).toMinutes()), 1);
    }

    private static String words(PageTexts texts, long minutes, int up) {
        if (minutes == 0) {
            return texts.get("span.moment");
        }
        if (minutes < HOUR) {
            return words(texts, "span.minute", minutes);
        }
        return minutes <= 2 * DAY
                ? words(texts, "span.hour", (minutes + up * (HOUR - 1)) / HOUR)
                : words(texts, "span.day", (minutes + up * (DAY - 1)) / DAY);
    }

    private static String words(PageTexts texts, String unit, long count) {
        return count == 1 ? texts.get(unit) : texts.filled(unit + "s", "count", Long.toString(count));
    }
}
