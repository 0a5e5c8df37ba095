package pro.jit.permission.directory;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one partition has been applied, by whichever replica reads it.
 *
 * @param position the next offset to be applied; 0 if nobody has noted any
 * @param end the offset the next record will have
 * @param asOf everything told until then is applied; 1970 if nothing is known
 */
record PartitionState(TopicPartition partition, long position, long end, Instant asOf) {
    /** Records that wait to be applied; where Kafka has deleted or compacted some, fewer wait. */
    long recordsBehind() {
        return Math.max(0, end - position);
    }

    /** How old what was applied is, while something waits; else nothing. */
    Duration timeBehind(Instant now) {
        return recordsBehind() == 0 || asOf.isAfter(now) ? Duration.ZERO : Duration.between(asOf, now);
    }
}
