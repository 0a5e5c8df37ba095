package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import pro.jit.permission.directory.DirectoryLag.State;
import pro.jit.permission.testing.TestClock;

class DirectoryLagTest {
    private static final TopicPartition MEMBERS = new TopicPartition("jit.org.members", 0);
    private static final TopicPartition DEPARTMENTS = new TopicPartition("jit.org.departments", 0);

    private final TestClock clock = new TestClock();
    private final DirectoryLag lag = new DirectoryLag(new Config(), clock);

    @Test
    void beforeKafkaHasAnsweredItIsStarting() {
        assertThat(lag.state()).isEqualTo(State.STARTING);
        assertThat(lag.seenAt()).isEmpty();
    }

    @Test
    void withoutTopicsItStaysStarting() {
        seen();

        assertThat(lag.state()).isEqualTo(State.STARTING);
    }

    @Test
    void whoStartsWithAnOldDirectoryIsNotReadyBeforeTheEndOfThatTimeIsReached() {
        seen(at(MEMBERS, 0, 500, Instant.EPOCH), at(DEPARTMENTS, 7, 7, clock.instant()));
        assertThat(lag.state()).isEqualTo(State.STARTING);

        seen(at(MEMBERS, 499, 600, clock.instant()), at(DEPARTMENTS, 7, 7, clock.instant()));
        assertThat(lag.state()).isEqualTo(State.STARTING);

        seen(at(MEMBERS, 500, 600, clock.instant()), at(DEPARTMENTS, 7, 7, clock.instant()));
        assertThat(lag.state()).isEqualTo(State.CURRENT);
    }

    @Test
    void whoeverReadsAPartitionOneThatReadsNoneIsReadyWithTheOthers() {
        seen(at(MEMBERS, 500, 500, clock.instant()));

        assertThat(lag.state()).isEqualTo(State.CURRENT);
    }

    @Test
    void aDirectoryThatIsTooOldIsBehindAfterTheGraceAndCurrentAgainWhenItHasCaughtUp() {
        var old = clock.instant();
        seen(at(MEMBERS, 500, 500, old));
        clock.advance(Duration.ofSeconds(31));
        seen(at(MEMBERS, 500, 501, old));
        assertThat(lag.state()).as("within the grace").isEqualTo(State.CURRENT);

        clock.advance(Duration.ofSeconds(11));
        seen(at(MEMBERS, 500, 502, old));
        assertThat(lag.state()).isEqualTo(State.BEHIND);
        assertThat(lag.recordsBehind("jit.org.members")).isEqualTo(2);
        assertThat(lag.recordsBehind("jit.org.departments")).isZero();
        assertThat(lag.timeBehind("jit.org.members", clock.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(42));

        seen(at(MEMBERS, 502, 502, clock.instant()));
        assertThat(lag.state()).isEqualTo(State.CURRENT);
        assertThat(lag.timeBehind(null, clock.instant())).isZero();
    }

    @Test
    void aTopicOnWhichNothingIsToldMakesNobodyLate() {
        seen(at(MEMBERS, 500, 500, clock.instant()));
        clock.advance(Duration.ofDays(30));
        seen(at(MEMBERS, 500, 500, clock.instant().minus(Duration.ofDays(30))));

        assertThat(lag.state()).isEqualTo(State.CURRENT);
        assertThat(lag.timeBehind(null, clock.instant())).isZero();
    }

    @Test
    void whenNothingIsHeardWhatWasKnownHolds() {
        seen(at(MEMBERS, 500, 500, clock.instant()));
        clock.advance(Duration.ofHours(1));

        assertThat(lag.state()).isEqualTo(State.CURRENT);
        assertThat(lag.seenAt()).hasValueSatisfying(seen -> assertThat(seen)
                .isBefore(clock.instant().minus(Duration.ofMinutes(59))));
    }

    private void seen(PartitionState... states) {
        lag.seen(List.of(states), clock.instant());
    }

    private static PartitionState at(TopicPartition partition, long position, long end, Instant asOf) {
        return new PartitionState(partition, position, end, asOf);
    }

    /** The tests' own, independent of what is configured. */
    static final class Config implements DirectoryConfig {
        @Override
        public String consumerGroup() {
            return "group";
        }

        @Override
        public int batchRecords() {
            return 200;
        }

        @Override
        public Duration refreshWait() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration refreshPause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration mostLag() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration lagGrace() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration rebuildSettle() {
            return Duration.ofSeconds(1);
        }
    }
}
