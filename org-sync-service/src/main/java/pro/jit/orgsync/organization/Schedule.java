package pro.jit.orgsync.organization;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When full runs begin by themselves: a cron expression of five fields (crontab(5)), by UTC or, after {@code CRON_TZ=} and an IANA time zone, by that
 * zone's clock, as in {@code CRON_TZ=Asia/Shanghai 0 3 * * *}.
 */
public final class Schedule {
    /** What {@link #parse} takes, for whoever sent something else. */
    public static final String RULE =
            "must be a cron expression of five fields, as in 0 3 * * *, after CRON_TZ= and a time zone if it is not by UTC, as in "
                    + "CRON_TZ=Asia/Shanghai 0 3 * * *, and at least 15 minutes between two runs";

    private static final String ZONE = "CRON_TZ=";
    private static final int LONGEST = 200;
    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final int LOOKED_AT = 100;

    private final ExecutionTime times;
    private final ZoneId zone;

    private Schedule(Cron cron, ZoneId zone) {
        this.times = ExecutionTime.forCron(cron);
        this.zone = zone;
    }

    /** The schedule {@code text} describes; empty if it describes none, never happens, or happens more often than every 15 minutes. */
    public static Optional<Schedule> parse(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(character -> character < ' ')) {
            return Optional.empty();
        }
        try {
            var zone = (ZoneId) ZoneOffset.UTC;
            var expression = text.strip();
            if (expression.startsWith(ZONE)) {
                var end = expression.indexOf(' ');
                zone = ZoneId.of(expression.substring(ZONE.length(), Math.max(end, ZONE.length())));
                expression = expression.substring(Math.max(end, ZONE.length())).strip();
            }
            var cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression);
            var schedule = new Schedule(cron, zone);
            return schedule.isSeldomEnough() ? Optional.of(schedule) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When it happens next after {@code moment}; empty if never again. */
    public Optional<Instant> after(Instant moment) {
        return times.nextExecution(moment.atZone(zone)).map(ZonedDateTime::toInstant);
    }

    private boolean isSeldomEnough() {
        var from = after(Instant.EPOCH);
        for (var looked = 0; from.isPresent() && looked < LOOKED_AT; looked++) {
            var next = after(from.get());
            if (next.isPresent() && Duration.between(from.get(), next.get()).compareTo(LEAST) < 0) {
                return false;
            }
            from = next;
        }
        return from.isPresent();
    }
}
