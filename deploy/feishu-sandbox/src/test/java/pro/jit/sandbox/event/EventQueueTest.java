package pro.jit.sandbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final EventQueue queue = new EventQueue("cli_1");

    @Test
    void triesAgainAfterFifteenSecondsFiveMinutesOneHourAndSixHoursThenNeverMore() {
        add(1);
        var now = START;
        for (var pause : List.of(
                Duration.ZERO,
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofHours(6))) {
            if (!pause.isZero()) {
                assertThat(queue.next(now.plus(pause).minusMillis(1))).isEmpty();
            }
            now = now.plus(pause);
            var next = queue.next(now).orElseThrow();
            queue.finished(next, attempt(false), now);
        }

        assertThat(queue.next(now.plus(Duration.ofDays(30)))).isEmpty();
        assertThat(queue.all().getFirst().state()).isEqualTo("given_up");
        assertThat(queue.all().getFirst().attempts()).hasSize(5);
    }

    @Test
    void sendsOneAtATimeInTheOrderOfTheChanges() {
        add(3);

        var first = queue.next(START).orElseThrow();
        assertThat(queue.next(START)).isEmpty();
        queue.finished(first, attempt(true), START);

        assertThat(first.number()).isEqualTo(1);
        assertThat(order()).containsExactly(2L, 3L);
    }

    @Test
    void sendsHeldEventsTheLastFirst() {
        queue.reorder(3);
        add(2);
        assertThat(queue.next(START)).isEmpty();
        assertThat(queue.all()).extracting(SentEvent::state).containsOnly("held");
        queue.add(delivery(3));
        queue.add(delivery(4));

        assertThat(order()).containsExactly(3L, 2L, 1L, 4L);
    }

    @Test
    void releasesWhatIsHeldWhenAskedToHoldNoMore() {
        queue.reorder(5);
        add(2);
        queue.reorder(0);

        assertThat(order()).containsExactly(2L, 1L);
    }

    @Test
    void keepsEventsWhileStopped() {
        queue.stop(true);
        add(1);
        assertThat(queue.next(START)).isEmpty();
        queue.stop(false);

        assertThat(order()).containsExactly(1L);
    }

    @Test
    void sendsADeliveredEventOnceMore() {
        add(1);
        order();

        assertThat(queue.sendAgain("event-1")).isTrue();
        assertThat(queue.sendAgain("event-2")).isFalse();

        assertThat(order()).containsExactly(1L);
        assertThat(queue.all().getFirst().attempts()).hasSize(2);
    }

    @Test
    void dropsWhatFindsNoPlaceAndCountsIt() {
        add(EventQueue.MOST + 1);

        assertThat(queue.all()).hasSize(EventQueue.MOST);
        assertThat(queue.dropped()).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestThatIsOverToMakePlace() {
        add(EventQueue.MOST);
        queue.finished(queue.next(START).orElseThrow(), attempt(true), START);

        queue.add(delivery(EventQueue.MOST + 1));

        assertThat(queue.dropped()).isZero();
        assertThat(queue.all().getFirst().number()).isEqualTo(2);
        assertThat(queue.all()).hasSize(EventQueue.MOST);
    }

    private void add(int count) {
        for (var number = 1; number <= count; number++) {
            queue.add(delivery(number));
        }
    }

    private List<Long> order() {
        var numbers = new ArrayList<Long>();
        for (var next = queue.next(START); next.isPresent(); next = queue.next(START)) {
            numbers.add(next.get().number());
            queue.finished(next.get(), attempt(true), START);
        }
        return numbers;
    }

    private static Delivery delivery(int number) {
        return new Delivery(number, new EventMessage("event-" + number, EventTypes.USER_UPDATED, "cli_1", START, "{}"));
    }

    private static Attempt attempt(boolean accepted) {
        return new Attempt(START.toString(), "", accepted ? "200" : "500", accepted);
    }
}
