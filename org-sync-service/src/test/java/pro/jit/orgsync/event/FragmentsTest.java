package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events that come in several frames. */
class FragmentsTest {
    /** A clock that is set. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-26T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final SetClock clock = new SetClock();
    private final Fragments fragments = new Fragments(clock);

    private static Frame fragment(String message, String sum, String seq, ByteString payload) {
        var headers = List.of(
                new Frame.Header("message_id", message), new Frame.Header("sum", sum), new Frame.Header("seq", seq));
        return new Frame(0, 0, 0, Frame.DATA, headers, null, null, payload, null);
    }

    private static Frame fragment(String message, int sum, int seq, String payload) {
        return fragment(message, String.valueOf(sum), String.valueOf(seq), ByteString.copyFromUtf8(payload));
    }

    @Test
    void oneFrameIsWhole() {
        assertThat(fragments.add(fragment("m", 1, 0, "all"))).contains(ByteString.copyFromUtf8("all"));
        assertThat(fragments.add(new Frame(0, 0, 0, 1, List.of(), null, null, ByteString.EMPTY, null)))
                .contains(ByteString.EMPTY);
    }

    @Test
    void theyAreJoinedInTheirOrderHoweverTheyCome() {
        assertThat(fragments.add(fragment("a", 3, 2, "3"))).isEmpty();
        assertThat(fragments.add(fragment("b", 2, 0, "x"))).isEmpty();
        assertThat(fragments.add(fragment("a", 3, 0, "1"))).isEmpty();
        assertThat(fragments.add(fragment("a", 3, 0, "1"))).isEmpty();
        assertThat(fragments.add(fragment("b", 2, 1, "y"))).contains(ByteString.copyFromUtf8("xy"));
        assertThat(fragments.add(fragment("a", 3, 1, "2"))).contains(ByteString.copyFromUtf8("123"));
    }

    @Test
    void whatIsNotWholeAfterFiveMinutesIsForgotten() {
        assertThat(fragments.add(fragment("a", 2, 0, "old"))).isEmpty();
        clock.now = clock.now.plus(Duration.ofMinutes(5)).plusMillis(1);

        assertThat(fragments.add(fragment("a", 2, 1, "new"))).isEmpty();
        assertThat(fragments.add(fragment("a", 2, 0, "the "))).contains(ByteString.copyFromUtf8("the new"));
    }

    @Test
    void whatIsNotWholeDoesNotFillTheMemory() {
        var megabyte = ByteString.copyFrom(new byte[1024 * 1024]);
        for (var i = 0; i < 20; i++) {
            assertThat(fragments.add(fragment("m" + i, "2", "0", megabyte))).isEmpty();
        }

        assertThat(fragments.add(fragment("m0", 2, 1, "late")))
                .as("the oldest went")
                .isEmpty();
        assertThat(fragments.add(fragment("m19", 2, 1, "in time")))
                .as("the newest stayed")
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2,2", "2,999999", "1001,0", "999999,3"})
    void aFragmentWithoutAPlaceIsRefused(String sum, String seq) {
        assertThatThrownBy(() -> fragments.add(fragment("m", sum, seq, ByteString.EMPTY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neitherNumberOfFragmentsMayChangeNorTheMessageBeNameless() {
        assertThat(fragments.add(fragment("m", 2, 0, "1"))).isEmpty();
        assertThatThrownBy(() -> fragments.add(fragment("m", 3, 1, "2"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fragments.add(fragment("", 2, 0, "1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNumberThatIsNoneCountsAsNotSent() {
        assertThat(fragments.add(fragment("m", "-2", "x", ByteString.copyFromUtf8("all"))))
                .isPresent();
        assertThat(fragments.add(fragment("m", "99999999999", "", ByteString.copyFromUtf8("all"))))
                .isPresent();
    }
}
