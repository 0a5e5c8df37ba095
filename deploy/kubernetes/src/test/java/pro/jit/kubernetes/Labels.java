package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Label selectors as Kubernetes reads them. */
final class Labels {
    private Labels() {}

    static Map<String, String> of(JsonNode labels) {
        var all = new HashMap<String, String>();
        labels.properties()
                .forEach(label -> all.put(label.getKey(), label.getValue().asText()));
        return Map.copyOf(all);
    }

    /** Labels of the pods a workload makes. */
    static Map<String, String> ofPods(Document workload) {
        return of(workload.at("/spec/template/metadata/labels"));
    }

    /**
     * Whether a {@code LabelSelector} chooses something with these labels. An empty one chooses everything.
     *
     * @throws IllegalArgumentException for an operator that is not In or Exists: none of ours has another
     */
    static boolean match(JsonNode selector, Map<String, String> labels) {
        return of(selector.path("matchLabels")).entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())))
                && stream(selector.path("matchExpressions")).allMatch(expression -> matches(expression, labels));
    }

    private static boolean matches(JsonNode expression, Map<String, String> labels) {
        var value = labels.get(expression.path("key").asText());
        return switch (expression.path("operator").asText()) {
            case "In" ->
                value != null
                        && stream(expression.path("values"))
                                .anyMatch(one -> one.asText().equals(value));
            case "Exists" -> value != null;
            default -> throw new IllegalArgumentException(expression.toString());
        };
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
