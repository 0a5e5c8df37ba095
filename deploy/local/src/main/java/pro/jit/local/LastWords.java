package pro.jit.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a program wrote to its log before it ended. */
final class LastWords {
    private static final int BYTES = 16_384;
    private static final int LINES = 5;

    private LastWords() {}

    /** Its last lines, at most five, without the frames of stack traces; empty when there is nothing to read. */
    static List<String> of(Path log) {
        try (var file = FileChannel.open(log)) {
            var end = ByteBuffer.allocate((int) Math.min(BYTES, file.size()));
            file.position(file.size() - end.capacity());
            while (end.hasRemaining() && file.read(end) >= 0) {
                // until the end of the file
            }
            var lines = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
