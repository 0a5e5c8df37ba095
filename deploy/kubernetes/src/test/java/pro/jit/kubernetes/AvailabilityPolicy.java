package pro.jit.kubernetes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What production keeps to, so that the loss of a node or a rolling update takes no service away. */
final class AvailabilityPolicy {
    /** {@code quarkus.datasource.jdbc.max-size} of each service. */
    private static final int CONNECTIONS_OF_A_REPLICA = 16;

    private AvailabilityPolicy() {}

    /** What an overlay breaks; empty if nothing. */
    static List<String> violations(List<Document> overlay) {
        var found = new ArrayList<String>();
        int connections = 0;
        for (var deployment : overlay.stream()
                .filter(document -> document.kind().equals("Deployment"))
                .toList()) {
            var scaler = of(overlay, "HorizontalPodAutoscaler", "/spec/scaleTargetRef/name", deployment.name());
            if (scaler == null || scaler.at("/spec/minReplicas").asInt() < 2) {
                found.add(deployment + ": fewer than two replicas");
            }
            if (scaler != null && !deployment.at("/spec/replicas").isMissingNode()) {
                found.add(deployment + ": two say how many replicas there are");
            }
            var budget = of(overlay, "PodDisruptionBudget", "/metadata/name", deployment.name());
            if (budget == null || !budget.at("/spec/selector").equals(deployment.at("/spec/selector"))) {
                found.add(deployment + ": no disruption budget");
            } else if (budget.at("/spec/maxUnavailable").asInt() < 1) {
                found.add(deployment + ": a node could never be drained");
            }
            var pod = deployment.at("/spec/template/spec");
            if (pod.path("topologySpreadConstraints").size() < 2) {
                found.add(deployment + ": not spread over zones and nodes");
            }
            if (!pod.at("/affinity/podAntiAffinity").isObject()) {
                found.add(deployment + ": its replicas may share a node");
            }
            connections += scaler == null
                    ? 0
                    : (scaler.at("/spec/maxReplicas").asInt()
                                    + deployment
                                            .at("/spec/strategy/rollingUpdate/maxSurge")
                                            .asInt())
                            * CONNECTIONS_OF_A_REPLICA;
        }
        for (var cluster : overlay.stream()
                .filter(document -> document.type().equals("postgresql.cnpg.io/v1 Cluster"))
                .toList()) {
            if (cluster.at("/spec/postgresql/parameters/max_connections").asInt() < connections + 20) {
                found.add(cluster + ": fewer connections than all replicas may take, which are " + connections);
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable Document of(List<Document> overlay, String kind, String pointer, String value) {
        return overlay.stream()
                .filter(document -> document.kind().equals(kind))
                .filter(document -> document.at(pointer).asText().equals(value))
                .findFirst()
                .orElse(null);
    }
}
