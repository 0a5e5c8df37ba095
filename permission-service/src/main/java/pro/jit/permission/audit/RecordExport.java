package pro.jit.permission.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/** A record as a file, written while it is read: no more than a page of it is ever in memory. */
@ApplicationScoped
class RecordExport {
    static final String CSV = "text/csv";
    static final String NDJSON = "application/x-ndjson";

    /** Read and written before the next are read: no connection to the database waits for a slow reader. */
    private static final int PAGE = 500;

    private final ObjectMapper json;
    private final Clock clock;

    RecordExport(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** Reads the record, the newest first. */
    interface Pages<T> {
        /** Those that follow the one with this id, or the first for null. */
        List<T> after(@Nullable UUID id, int atMost);
    }

    /** The media type of a {@code format} parameter, or else the one the caller likes best. */
    static String type(@Nullable String format, List<MediaType> accepted) {
        return switch (format) {
            case "csv" -> CSV;
            case "ndjson" -> NDJSON;
            case null ->
                accepted.stream()
                        .map(RecordExport::ofOurs)
                        .filter(type -> !type.isEmpty())
                        .findFirst()
                        .orElse(CSV);
            default -> throw ProblemException.invalid("format", "is neither csv nor ndjson");
        };
    }

    private static String ofOurs(MediaType accepted) {
        if (accepted.isCompatible(MediaType.valueOf(CSV))) {
            return CSV;
        }
        return accepted.isCompatible(MediaType.valueOf(NDJSON)) ? NDJSON : "";
    }

    /**
     * The answer that is the file.
     *
     * @param columns names of the JSON's fields, each a column of the CSV
     */
    <T> Response answer(String name, String type, List<String> columns, Pages<T> pages, Function<T, UUID> id) {
        var csv = type.equals(CSV);
        StreamingOutput file = out -> write(out, csv, columns, pages, id);
        var fileName = "%s-%s.%s"
                .formatted(name, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), csv ? "csv" : "ndjson");
        return Response.ok(file)
                .type(csv ? CSV + "; charset=UTF-8; header=present" : NDJSON)
                .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .header("Vary", "Accept")
                .header("Cache-Control", "no-store")
                .build();
    }

    private <T> void write(OutputStream out, boolean csv, List<String> columns, Pages<T> pages, Function<T, UUID> id)
            throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (csv) {
            writer.write(Csv.BYTE_ORDER_MARK);
            writer.write(Csv.line(columns));
        }
        @Nullable UUID last = null;
        List<T> page;
        do {
            page = pages.after(last, PAGE);
            for (var entry : page) {
                writer.write(csv ? line(entry, columns) : json.writeValueAsString(entry) + "\n");
                last = id.apply(entry);
            }
        } while (page.size() == PAGE);
        writer.flush();
    }

    private String line(Object entry, List<String> columns) {
        JsonNode tree = json.valueToTree(entry);
        return Csv.line(
                columns.stream().map(column -> text(tree.required(column))).toList());
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isContainerNode() ? value.toString() : value.asText();
    }
}
