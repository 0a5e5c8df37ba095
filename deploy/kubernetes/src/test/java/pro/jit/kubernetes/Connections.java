package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which connections the NetworkPolicies of an overlay allow: each end that is a pod of the overlay must allow it, where a policy selects it for that
 * direction. Addresses ({@code ipBlock}) are ends of their own.
 */
final class Connections {
    /**
     * One end.
     *
     * @param namespace labels of its namespace; empty for the overlay's own
     */
    record End(String name, Map<String, String> namespace, Map<String, String> labels) {
        boolean isOurs() {
            return namespace.isEmpty();
        }
    }

    private final List<Document> policies;
    private final List<End> ends;

    private Connections(List<Document> policies, List<End> ends) {
        this.policies = policies;
        this.ends = ends;
    }

    /**
     * All connections, as {@code from -> to:port}; {@code *} is any port.
     *
     * @param foreign ends outside the overlay's namespace
     */
    static Set<String> allowed(List<Document> overlay, List<End> foreign) {
        var policies = overlay.stream()
                .filter(document -> document.kind().equals("NetworkPolicy"))
                .toList();
        var ends = new ArrayList<>(foreign);
        overlay.stream()
                .filter(PodPolicy::runsPods)
                .map(workload -> new End(workload.name(), Map.of(), Labels.ofPods(workload)))
                .forEach(ends::add);
        OperatorPods.of(overlay).stream()
                .map(labels -> new End(name(labels), Map.of(), labels))
                .forEach(ends::add);
        return new Connections(policies, ends).all();
    }

    private static String name(Map<String, String> labels) {
        return labels.getOrDefault("strimzi.io/name", labels.getOrDefault("cnpg.io/cluster", "acme-solver"));
    }

    private Set<String> all() {
        var found = new TreeSet<String>();
        for (var from : ends) {
            for (var to : ends) {
                ports(from, to).forEach(port -> found.add(from.name() + " -> " + to.name() + ":" + port));
            }
            addresses(from).forEach(address -> found.add(from.name() + " -> " + address));
        }
        return found;
    }

    /** The ports by which both ends allow it. */
    private Set<String> ports(End from, End to) {
        if (!from.isOurs() && !to.isOurs()) {
            return Set.of();
        }
        var out = allowedPorts(from, to, "Egress");
        var in = allowedPorts(to, from, "Ingress");
        if (out == null) {
            return in == null ? Set.of("*") : in;
        }
        if (in == null || in.contains("*")) {
            return out;
        }
        return out.contains("*") ? in : out.stream().filter(in::contains).collect(Collectors.toSet());
    }

    /** The ports one end allows in one direction; null where nothing restricts it. */
    private @Nullable Set<String> allowedPorts(End end, End other, String direction) {
        if (!end.isOurs()) {
            return null;
        }
        var restricting = restricting(end, direction).toList();
        if (restricting.isEmpty()) {
            return null;
        }
        return restricting.stream()
                .flatMap(policy -> rules(policy, direction))
                .filter(rule -> peers(rule, direction).anyMatch(peer -> isPeer(peer, other)))
                .flatMap(Connections::rulePorts)
                .collect(Collectors.toSet());
    }

    private Stream<String> addresses(End from) {
        if (!from.isOurs()) {
            return Stream.of();
        }
        return restricting(from, "Egress")
                .flatMap(policy -> rules(policy, "Egress"))
                .flatMap(rule -> peers(rule, "Egress")
                        .filter(peer -> peer.has("ipBlock"))
                        .flatMap(peer -> rulePorts(rule).map(port -> address(peer.path("ipBlock")) + ":" + port)));
    }

    private static String address(JsonNode block) {
        return block.path("cidr").asText() + (block.has("except") ? " but private" : "");
    }

    private Stream<Document> restricting(End end, String direction) {
        return policies.stream()
                .filter(policy -> Labels.match(policy.at("/spec/podSelector"), end.labels()))
                .filter(policy -> Labels.stream(policy.at("/spec/policyTypes"))
                        .anyMatch(type -> type.asText().equals(direction)));
    }

    private static Stream<JsonNode> rules(Document policy, String direction) {
        return Labels.stream(policy.at(direction.equals("Egress") ? "/spec/egress" : "/spec/ingress"));
    }

    private static Stream<JsonNode> peers(JsonNode rule, String direction) {
        var peers = rule.path(direction.equals("Egress") ? "to" : "from");
        if (peers.isEmpty()) {
            throw new IllegalArgumentException("A rule without peers allows everybody");
        }
        return Labels.stream(peers);
    }

    private static Stream<String> rulePorts(JsonNode rule) {
        return rule.path("ports").isEmpty()
                ? Stream.of("*")
                : Labels.stream(rule.path("ports"))
                        .map(port -> port.path("port").asText())
                        .distinct();
    }

    private static boolean isPeer(JsonNode peer, End other) {
        if (peer.has("ipBlock")) {
            return false;
        }
        boolean namespace = peer.has("namespaceSelector")
                ? !other.isOurs() && Labels.match(peer.path("namespaceSelector"), other.namespace())
                : other.isOurs();
        return namespace && (!peer.has("podSelector") || Labels.match(peer.path("podSelector"), other.labels()));
    }

    /** NetworkPolicies that select no pod there will be. */
    static List<String> idle(List<Document> overlay) {
        var pods = new ArrayList<>(OperatorPods.of(overlay));
        overlay.stream().filter(PodPolicy::runsPods).map(Labels::ofPods).forEach(pods::add);
        return overlay.stream()
                .filter(document -> document.kind().equals("NetworkPolicy"))
                .filter(policy ->
                        pods.stream().noneMatch(labels -> Labels.match(policy.at("/spec/podSelector"), labels)))
                .map(Document::toString)
                .toList();
    }
}
