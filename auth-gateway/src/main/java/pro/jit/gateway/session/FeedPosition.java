package pro.jit.gateway.session;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How far a reader of the revocation feed has read: for each partition of the sessions topic, the offset that comes next. As text, the
 * {@code id} of an event: {@code 12-0-7-31-4-9}.
 */
final class FeedPosition {
    private static final Pattern TEXT = Pattern.compile("[0-9]{1,18}(-[0-9]{1,18}){0,99}");

    private final long[] offsets;

    private FeedPosition(long[] offsets) {
        this.offsets = offsets;
    }

    static FeedPosition of(long... offsets) {
        return new FeedPosition(offsets.clone());
    }

    static Optional<FeedPosition> parse(String text) {
        return TEXT.matcher(text).matches()
                ? Optional.of(new FeedPosition(Arrays.stream(text.split("-", -1))
                        .mapToLong(Long::parseLong)
                        .toArray()))
                : Optional.empty();
    }

    /** With partitions added since, from their first offset on. */
    FeedPosition of(int partitions) {
        return new FeedPosition(Arrays.copyOf(offsets, Math.max(partitions, offsets.length)));
    }

    int partitions() {
        return offsets.length;
    }

    long offset(int partition) {
        return offsets[partition];
    }

    /** The record at {@code offset} has been read. */
    void read(int partition, long offset) {
        offsets[partition] = offset + 1;
    }

    @Override
    public String toString() {
        return LongStream.of(offsets).mapToObj(Long::toString).collect(Collectors.joining("-"));
    }
}
