package pro.jit.kubernetes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The Secrets and ConfigMaps there will be, with their keys: those of the overlay and those that an operator makes of what is in it. */
final class Provided {
    private final Map<String, Set<String>> keys = new HashMap<>();

    Provided(List<Document> overlay) {
        overlay.forEach(this::add);
    }

    /** Whether a Secret or ConfigMap has a key. */
    boolean has(String kind, String name, String key) {
        return keys.getOrDefault(kind + "/" + name, Set.of()).contains(key);
    }

    boolean has(String kind, String name) {
        return keys.containsKey(kind + "/" + name);
    }

    private void add(Document document) {
        switch (document.kind()) {
            case "ConfigMap", "Secret" -> {
                put(document.kind(), document.name(), Labels.of(document.at("/data")).keySet().stream());
            }
            case "ExternalSecret" ->
                put(
                        "Secret",
                        document.at("/spec/target/name").asText(),
                        Labels.stream(document.at("/spec/data"))
                                .map(entry -> entry.path("secretKey").asText()));
            case "KafkaUser" -> put("Secret", document.name(), Stream.of("password", "sasl.jaas.config"));
            case "Kafka" ->
                put("Secret", document.name() + "-cluster-ca-cert", Stream.of("ca.crt", "ca.p12", "ca.password"));
            case "Cluster" -> put("Secret", document.name() + "-ca", Stream.of("ca.crt", "ca.key"));
            case "Certificate" ->
                put("Secret", document.at("/spec/secretName").asText(), Stream.of("tls.crt", "tls.key", "ca.crt"));
            default -> {}
        }
    }

    private void put(String kind, String name, Stream<String> names) {
        keys.put(kind + "/" + name, new HashSet<>(names.toList()));
    }
}
