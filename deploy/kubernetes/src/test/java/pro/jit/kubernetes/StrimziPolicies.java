package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The NetworkPolicy Strimzi makes for the brokers of a Kafka: each listener from its {@code networkPolicyPeers}, 9090 and 9091 for its own pods.
 *
 * @see <a href="https://strimzi.io/docs/operators/latest/configuring#configuration-listener-network-policy-reference">networkPolicyPeers</a>
 */
final class StrimziPolicies {
    private static final String POLICY = """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: %1$s-network-policy-kafka}
            spec:
              podSelector: {matchLabels: {strimzi.io/cluster: %1$s, strimzi.io/name: %1$s-kafka}}
              policyTypes: [Ingress]
              ingress:
                - from: [{podSelector: {matchLabels: {strimzi.io/cluster: %1$s, strimzi.io/name: %1$s-kafka}}}]
                  ports: [{protocol: TCP, port: 9090}]
                - from: [{podSelector: {matchLabels: {strimzi.io/cluster: %1$s}}}]
                  ports: [{protocol: TCP, port: 9091}]
            """;

    private StrimziPolicies() {}

    /** An overlay with the policies Strimzi would add. */
    static List<Document> in(List<Document> overlay) {
        var all = new ArrayList<>(overlay);
        overlay.stream().filter(document -> document.kind().equals("Kafka")).forEach(kafka -> {
            var policy = Document.parse(POLICY.formatted(kafka.name()));
            for (var listener : kafka.at("/spec/kafka/listeners")) {
                ((ArrayNode) policy.at("/spec/ingress")).add(rule(listener));
            }
            all.add(policy);
        });
        return all;
    }

    private static JsonNode rule(JsonNode listener) {
        var rule = new ObjectMapper().createObjectNode();
        rule.set("from", listener.path("networkPolicyPeers"));
        rule.putArray("ports").addObject().put("protocol", "TCP").set("port", listener.path("port"));
        return rule;
    }
}
