package pro.jit.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Labels of the pods that operators will make of an overlay's resources, as their documentation states them. */
final class OperatorPods {
    private OperatorPods() {}

    static List<Map<String, String>> of(List<Document> overlay) {
        var pods = new ArrayList<Map<String, String>>();
        for (var document : overlay) {
            switch (document.type()) {
                // https://cloudnative-pg.io/documentation/current/labels_annotations/
                case "postgresql.cnpg.io/v1 Cluster" -> pods.add(Map.of("cnpg.io/cluster", document.name()));
                // https://strimzi.io/docs/operators/latest/deploying: labels of the pods it makes
                case "kafka.strimzi.io/v1 Kafka" -> {
                    pods.add(Map.of(
                            "strimzi.io/cluster", document.name(), "strimzi.io/name", document.name() + "-kafka"));
                    pods.add(Map.of(
                            "strimzi.io/cluster",
                            document.name(),
                            "strimzi.io/name",
                            document.name() + "-entity-operator"));
                }
                // https://cert-manager.io/docs/configuration/acme/http01/
                case "cert-manager.io/v1 Issuer" -> pods.add(Map.of("acme.cert-manager.io/http01-solver", "true"));
                default -> {}
            }
        }
        return List.copyOf(pods);
    }
}
