package pro.jit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.kubernetes.Connections.End;

/** The NetworkPolicies allow the connections of the architecture's picture, and no other. */
class ConnectionsTest {
    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private static final String NAME = "app.kubernetes.io/name";

    private static final List<End> OTHERS = List.of(
            new End("dns", Map.of(NAMESPACE, "kube-system"), Map.of("k8s-app", "kube-dns")),
            new End("ingress-nginx", Map.of(NAMESPACE, "ingress-nginx"), Map.of(NAME, "ingress-nginx")),
            new End("envoy", Map.of(NAMESPACE, "envoy-gateway-system"), Map.of(NAME, "envoy")),
            new End("prometheus", Map.of(NAMESPACE, "monitoring"), Map.of(NAME, "prometheus")),
            new End("cnpg-operator", Map.of(NAMESPACE, "cnpg-system"), Map.of(NAME, "cloudnative-pg")),
            new End(
                    "jit-application",
                    Map.of(NAMESPACE, "apps", "sso.jit.pro/application", "true"),
                    Map.of("app", "shop")),
            new End("stranger", Map.of(NAMESPACE, "default"), Map.of(NAME, "auth-gateway")));

    private static final List<String> BETWEEN_THE_SERVICES = List.of(
            "auth-gateway -> org-sync-service:8081",
            "auth-gateway -> permission-service:8082",
            "org-sync-service -> auth-gateway:8080",
            "org-sync-service -> permission-service:8082",
            "permission-service -> auth-gateway:8080",
            "permission-service -> org-sync-service:8081",
            "auth-gateway -> dns:53",
            "org-sync-service -> dns:53",
            "permission-service -> dns:53",
            "auth-gateway -> jit-application:*",
            "jit-application -> auth-gateway:8080",
            "auth-gateway -> 0.0.0.0/0 but private:443",
            "auth-gateway -> ::/0 but private:443",
            "org-sync-service -> 0.0.0.0/0 but private:443",
            "org-sync-service -> ::/0 but private:443");

    private static final List<String> OF_PRODUCTION = List.of(
            "auth-gateway -> jit-postgres:5432",
            "org-sync-service -> jit-postgres:5432",
            "permission-service -> jit-postgres:5432",
            "auth-gateway -> jit-kafka-kafka:9093",
            "org-sync-service -> jit-kafka-kafka:9093",
            "permission-service -> jit-kafka-kafka:9093",
            "prometheus -> auth-gateway:8080",
            "prometheus -> org-sync-service:8081",
            "prometheus -> permission-service:8082",
            "prometheus -> jit-postgres:9187",
            "cnpg-operator -> jit-postgres:8000",
            "jit-postgres -> jit-postgres:5432",
            "jit-postgres -> jit-postgres:8000",
            "jit-postgres -> dns:53",
            "jit-postgres -> 0.0.0.0/0:443",
            "jit-postgres -> 0.0.0.0/0:6443",
            "jit-postgres -> ::/0:443",
            "jit-postgres -> ::/0:6443",
            "jit-kafka-kafka -> jit-kafka-kafka:9090",
            "jit-kafka-kafka -> jit-kafka-kafka:9091",
            "jit-kafka-kafka -> dns:53",
            "jit-kafka-kafka -> 0.0.0.0/0:443",
            "jit-kafka-kafka -> 0.0.0.0/0:6443",
            "jit-kafka-kafka -> ::/0:443",
            "jit-kafka-kafka -> ::/0:6443",
            "jit-kafka-entity-operator -> jit-kafka-kafka:9091",
            "jit-kafka-entity-operator -> dns:53",
            "jit-kafka-entity-operator -> 0.0.0.0/0:443",
            "jit-kafka-entity-operator -> 0.0.0.0/0:6443",
            "jit-kafka-entity-operator -> ::/0:443",
            "jit-kafka-entity-operator -> ::/0:6443",
            "acme-solver -> dns:53");

    @Test
    void inDevelopmentOnlyWhatThePictureShows() {
        var allowed = Connections.allowed(Overlays.render(Overlays.DEVELOPMENT), OTHERS);

        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(with(
                        BETWEEN_THE_SERVICES,
                        "auth-gateway -> postgres:5432",
                        "org-sync-service -> postgres:5432",
                        "permission-service -> postgres:5432",
                        "auth-gateway -> kafka:9092",
                        "org-sync-service -> kafka:9092",
                        "permission-service -> kafka:9092",
                        "kafka -> kafka:9092",
                        "kafka -> dns:53",
                        "postgres -> dns:53"));
    }

    @Test
    void inProductionOnlyWhatThePictureShowsAndTheOperatorsNeed() {
        var allowed = Connections.allowed(StrimziPolicies.in(Overlays.render(Overlays.PRODUCTION)), OTHERS);

        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(with(
                        BETWEEN_THE_SERVICES,
                        OF_PRODUCTION,
                        "ingress-nginx -> auth-gateway:8080",
                        "ingress-nginx -> acme-solver:8089"));
    }

    @Test
    void byTheGatewayApiTheSameFromItsProxies() {
        var allowed = Connections.allowed(StrimziPolicies.in(Overlays.render(Overlays.PRODUCTION_GATEWAY_API)), OTHERS);

        assertThat(allowed)
                .containsExactlyInAnyOrderElementsOf(with(
                        BETWEEN_THE_SERVICES,
                        OF_PRODUCTION,
                        "envoy -> auth-gateway:8080",
                        "envoy -> acme-solver:8089"));
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#all")
    void everyPolicySelectsAPod(String overlay) {
        assertThat(Connections.idle(Overlays.render(overlay))).isEmpty();
    }

    @Test
    void withoutTheDefaultEveryoneWouldGetIn() {
        var open = Overlays.render(Overlays.DEVELOPMENT).stream()
                .filter(document -> !document.kind().equals("NetworkPolicy"))
                .toList();

        assertThat(Connections.allowed(open, OTHERS)).contains("stranger -> postgres:*", "postgres -> stranger:*");
    }

    private static Set<String> with(List<String> some, String... more) {
        var all = new TreeSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> with(List<String> some, List<String> others, String... more) {
        var all = with(some, more);
        all.addAll(others);
        return all;
    }
}
