package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pro.jit.permission.directory.DirectoryPositions.Noted;

class ReadingStartTest {
    private static final TopicPartition PARTITION = new TopicPartition("jit.org.members", 0);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<TopicPartition, Noted> noted = new HashMap<>();
    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");

    @Test
    void readingGoesOnWhereTheGroupIs() {
        assertThat(start(0, 40L, 42L)).isEqualTo(40);
        assertThat(gaps()).isZero();
    }

    @Test
    void aDatabaseFromABackupIsReadUpToDate() {
        assertThat(start(0, 40L, 7L)).isEqualTo(7);
        assertThat(gaps()).isZero();
    }

    @Test
    void anEmptyDatabaseIsReadFromTheFirstOffsetWhereverTheGroupIs() {
        assertThat(start(0, 40L, null)).isZero();
    }

    @Test
    void aNewGroupReadsFromTheFirstOffset() {
        assertThat(start(0, null, 40L)).isZero();
    }

    @Test
    void whatKafkaDeletedBeforeItWasReadIsNoticed() {
        assertThat(start(41, 40L, 40L)).isEqualTo(41);
        assertThat(gaps()).isEqualTo(1);
    }

    @Test
    void whatWasReadBeforeKafkaDeletedItIsNoGap() {
        assertThat(start(40, 40L, 40L)).isEqualTo(40);
        assertThat(gaps()).isZero();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAskedAgain() {
        assign(0, 40L);
        var start = new ReadingStart(
                () -> {
                    throw new IllegalStateException("no database");
                },
                gaps(meters));
        start.onPartitionsAssigned(List.of(PARTITION));

        assertThatThrownBy(() -> start.place(consumer)).isInstanceOf(IllegalStateException.class);
        assertThat(start.isPending()).isTrue();
    }

    private long start(long beginning, @Nullable Long group, @Nullable Long database) {
        assign(beginning, group);
        if (database != null) {
            noted.put(PARTITION, new Noted(database, Instant.EPOCH));
        }
        var start = new ReadingStart(() -> noted, gaps(meters));
        start.onPartitionsAssigned(List.of(PARTITION));
        start.place(consumer);
        assertThat(start.isPending()).isFalse();
        return consumer.position(PARTITION);
    }

    private void assign(long beginning, @Nullable Long group) {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, beginning));
        if (group != null) {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(group)));
        }
    }

    private double gaps() {
        return meters.counter("jit_directory_gaps", "kind", "deleted").count();
    }

    private static Gaps gaps(SimpleMeterRegistry meters) {
        var positions = new DirectoryPositions(Jdbi.create("jdbc:none"), new DirectoryLagTest.Config());
        return new Gaps(new OwnPartitions(positions, Clock.systemUTC()), meters);
    }
}
