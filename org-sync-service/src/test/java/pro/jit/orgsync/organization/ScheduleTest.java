package pro.jit.orgsync.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "0 3 * * *, 2026-11-26T12:00:00Z, 2026-11-27T03:00:00Z",
        "CRON_TZ=Asia/Shanghai 0 3 * * *, 2026-11-26T12:00:00Z, 2026-11-26T19:00:00Z",
        "CRON_TZ=Asia/Shanghai   30 22 * * 1-5, 2026-11-27T14:31:00Z, 2026-11-30T14:30:00Z",
        "*/15 * * * *, 2026-11-26T12:01:00Z, 2026-11-26T12:15:00Z",
        "0 0 1 1 *, 2026-11-26T12:00:00Z, 2027-01-01T00:00:00Z",
    })
    void saysWhenItHappensNext(String schedule, Instant now, Instant next) {
        assertThat(Schedule.parse(schedule).orElseThrow().after(now)).contains(next);
    }

    @Test
    void keepsTheClockOfItsZoneThroughSummerTime() {
        var schedule = Schedule.parse("CRON_TZ=Europe/Berlin 30 2 * * *").orElseThrow();

        // On the day the clock jumps from 2 to 3 there is no half past two.
        var day = schedule.after(Instant.parse("2027-03-27T02:00:00Z")).orElseThrow();
        assertThat(day).isBetween(Instant.parse("2027-03-28T00:59:00Z"), Instant.parse("2027-03-29T00:30:00Z"));
        assertThat(schedule.after(Instant.parse("2027-06-01T12:00:00Z")))
                .contains(Instant.parse("2027-06-02T00:30:00Z"));
        assertThat(schedule.after(Instant.parse("2027-12-01T12:00:00Z")))
                .contains(Instant.parse("2027-12-02T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nightly",
                "* * * * *",
                "*/14 * * * *",
                "0,5 * * * *",
                "0 3 * *",
                "0 0 3 * * *",
                "0 3 * * * *",
                "61 3 * * *",
                "0 0 31 2 *",
                "CRON_TZ=Mars/Olympus 0 3 * * *",
                "CRON_TZ=Asia/Shanghai",
                "CRON_TZ= 0 3 * * *",
                "0 3 * * *\n0 4 * * *",
                "@reboot",
                "0 3 * * * ; drop table organization",
            })
    void takesNothingElse(String schedule) {
        assertThat(Schedule.parse(schedule)).isEmpty();
    }

    @Test
    void takesNothingHuge() {
        assertThat(Schedule.parse("0,".repeat(50_000) + "0 3 * * *")).isEmpty();
        assertThat(Schedule.parse("0 3 * * *" + " ".repeat(1000))).isEmpty();
    }
}
