package pro.jit.permission.directory;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Counts and says what was told and not read.
 *
 * <p>Of the entity whose revision jumps nothing is lost, since every event carries all of it. Of another, whose last event may have been among
 * those that were missed, nobody knows: a rebuild finds out.
 */
@ApplicationScoped
class Gaps {
    private static final Logger LOG = Logger.getLogger(Gaps.class);
    private static final String METER = "jit_directory_gaps";

    private final OwnPartitions partitions;
    private final MeterRegistry meters;

    Gaps(OwnPartitions partitions, MeterRegistry meters) {
        this.partitions = partitions;
        this.meters = meters;
        for (var kind : List.of("missed", "compacted", "deleted")) {
            meters.counter(METER, "kind", kind);
        }
    }

    /** Some of these, just applied, left out a revision. While catching up that is what compaction does; of a live record it is a gap. */
    void jumped(List<ReceivedEntry> applied, List<DirectoryEntry> jumped) {
        Set<DirectoryEntry> these = Collections.newSetFromMap(new IdentityHashMap<>());
        these.addAll(jumped);
        for (var each : applied) {
            if (!these.contains(each.entry())) {
                continue;
            }
            var received = each.received();
            var live = partitions.isLive(received);
            meters.counter(METER, "kind", live ? "missed" : "compacted").increment();
            if (live) {
                LOG.warnf(
                        "event missed, the next of the same entity is applied  organizationId=%s topic=%s partition=%d offset=%d revision=%d",
                        each.entry().organizationId(),
                        received.topic(),
                        received.partition(),
                        received.offset(),
                        each.entry().revision());
            }
        }
    }

    /** Kafka no longer has what came before {@code beginning}, and we had come to {@code next} only. It is not told again. */
    void deleted(TopicPartition partition, long next, long beginning) {
        meters.counter(METER, "kind", "deleted").increment();
        LOG.errorf(
                "events deleted before they were read, the directory may lack what they told  topic=%s partition=%d offset=%d beginning=%d",
                partition.topic(), partition.partition(), next, beginning);
    }
}
