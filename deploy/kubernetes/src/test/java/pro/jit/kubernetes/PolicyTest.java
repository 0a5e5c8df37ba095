package pro.jit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay keeps our policy; and the policy does find what breaks it. */
class PolicyTest {
    private static final String CONTAINER = "/spec/template/spec/containers/0";

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#all")
    void everyPodIsBoundWatchedAndWithoutRights(String overlay) {
        var workloads =
                Overlays.render(overlay).stream().filter(PodPolicy::runsPods).toList();

        assertThat(workloads).hasSizeGreaterThanOrEqualTo(3);
        assertThat(workloads.stream().map(PodPolicy::violations).flatMap(List::stream))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#all")
    void everyServiceIsUpdatedWithoutARefusal(String overlay) {
        var services = deployments(Overlays.render(overlay));

        assertThat(services)
                .extracting(Document::name)
                .containsExactlyInAnyOrder("auth-gateway", "org-sync-service", "permission-service");
        assertThat(services.stream().map(ServicePolicy::violations).flatMap(List::stream))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#all")
    void everythingAnOverlayPointsToIsThere(String overlay) {
        assertThat(References.dangling(Overlays.render(overlay))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#production")
    void productionOutlivesANodeAndAnUpdate(String overlay) {
        assertThat(AvailabilityPolicy.violations(Overlays.render(overlay))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#production")
    void productionHoldsNoSecret(String overlay) {
        assertThat(Overlays.render(overlay)).extracting(Document::kind).doesNotContain("Secret");
    }

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#all")
    void aNamespaceRefusesPodsWithRights(String overlay) {
        var namespaces = Overlays.render(overlay).stream()
                .filter(document -> document.kind().equals("Namespace"));

        assertThat(namespaces).singleElement().satisfies(namespace -> assertThat(namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                CONTAINER
                        + "/image                                              | jit/auth-gateway:latest | of no fixed version",
                CONTAINER
                        + "/image                                              | jit/auth-gateway        | of no fixed version",
                CONTAINER
                        + "/image                                              | registry:5000/jit/auth-gateway | of no fixed version",
                CONTAINER
                        + "/resources                                          | {requests: {cpu: 1, memory: 1Gi}} | no resources/limits",
                CONTAINER
                        + "/securityContext/runAsUser                          | 0                       | runs as root",
                CONTAINER
                        + "/securityContext/privileged                         | true                    | privileged",
                CONTAINER
                        + "/securityContext/allowPrivilegeEscalation           | true                    | privileges",
                CONTAINER
                        + "/securityContext/readOnlyRootFilesystem             | false                   | root file system",
                CONTAINER
                        + "/securityContext/capabilities                       | {drop: [NET_RAW]}       | keeps capabilities",
                CONTAINER
                        + "/securityContext/capabilities                       | {drop: [ALL], add: [SYS_ADMIN]} | adds capabilities",
                CONTAINER
                        + "/env                                                | [{name: JIT_DB_PASSWORD, value: secret}] | no Secret's",
                "/spec/template/spec/securityContext                             | {}                      | may run as root",
                "/spec/template/spec/securityContext/runAsUser                   | 0                       | no numeric user",
                "/spec/template/spec/securityContext/seccompProfile              | {type: Unconfined}      | seccomp",
                "/spec/template/spec/automountServiceAccountToken                | true                    | mounts a token",
                "/spec/template/spec/enableServiceLinks                          | true                    | as settings",
                "/spec/template/spec/serviceAccountName                          | default                 | service account",
                "/spec/template/spec/hostNetwork                                 | true                    | hostNetwork",
                "/spec/template/spec/volumes                                     | [{name: tmp, hostPath: {path: /}}] | of the node's",
                "/spec/template/spec/volumes                                     | [{name: tmp, emptyDir: {}}] | without a limit",
                "/spec/template/spec/initContainers                              | [{name: chown, image: 'busybox:1.36'}] | chown",
            })
    void aPodThatBreaksThePolicyIsFound(String pointer, String value, String violation) {
        var broken = gateway().with(pointer, value);

        assertThat(PodPolicy.violations(gateway())).isEmpty();
        assertThat(PodPolicy.violations(broken))
                .anySatisfy(found -> assertThat(found).contains(violation));
    }

    @ParameterizedTest
    @CsvSource({"startupProbe", "livenessProbe", "readinessProbe"})
    void aMissingProbeIsFound(String probe) {
        var broken = gateway().without(CONTAINER + "/" + probe);

        assertThat(PodPolicy.violations(broken))
                .containsExactly("Deployment/auth-gateway: auth-gateway: has no " + probe);
        assertThat(ServicePolicy.violations(broken)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/spec/template/spec/terminationGracePeriodSeconds  | 30                  | is killed before",
                "/spec/strategy/rollingUpdate                       | {maxUnavailable: 1, maxSurge: 0} | takes a replica away",
                CONTAINER + "/lifecycle                             | {}                  | before the proxies",
                CONTAINER + "/env                                   | []                  | is killed before",
                CONTAINER + "/env                                   | []                  | heap does not fit",
                CONTAINER + "/livenessProbe/httpGet/path            | /q/health/ready     | livenessProbe",
                CONTAINER + "/readinessProbe/httpGet/path           | /                   | readinessProbe",
                CONTAINER + "/resources/requests/memory             | 64Mi                | memory is promised",
            })
    void aServiceThatWouldRefuseDuringAnUpdateIsFound(String pointer, String value, String violation) {
        var broken = gateway().with(pointer, value);

        assertThat(ServicePolicy.violations(broken))
                .anySatisfy(found -> assertThat(found).contains(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HorizontalPodAutoscaler | /spec/minReplicas                  | 1        | fewer than two",
                "HorizontalPodAutoscaler | /spec/maxReplicas                  | 20       | fewer connections",
                "HorizontalPodAutoscaler | /spec/scaleTargetRef/name          | other    | fewer than two",
                "PodDisruptionBudget     | /spec/selector                     | {}       | no disruption budget",
                "PodDisruptionBudget     | /spec/maxUnavailable               | 0        | never be drained",
                "Deployment              | /spec/replicas                     | 3        | two say",
                "Deployment              | /spec/template/spec/affinity       | {}       | share a node",
                "Deployment              | /spec/template/spec/topologySpreadConstraints | [] | not spread",
                "Cluster                 | /spec/postgresql/parameters        | {max_connections: '100'} | fewer connections",
            })
    void aWeaknessOfProductionIsFound(String kind, String pointer, String value, String violation) {
        var broken = change(Overlays.PRODUCTION, kind, document -> document.with(pointer, value));

        assertThat(AvailabilityPolicy.violations(broken))
                .anySatisfy(found -> assertThat(found).contains(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Service                 | /spec/selector                     | {app: other} | selects no pod",
                "Service                 | /spec/ports/0/targetPort           | 9999     | no such port",
                "ServiceAccount          | /metadata/name                     | other    | no such service account",
                "ConfigMap               | /data                              | {}       | no public-origin in ConfigMap",
                "ExternalSecret          | /spec/target/name                  | other    | in Secret",
                "KafkaUser               | /metadata/name                     | other    | no sasl.jaas.config in Secret",
                "KafkaTopic              | /metadata/labels                   | {}       | of no Kafka",
                "Kafka                   | /metadata/name                     | other    | no ca.crt in Secret jit-kafka-cluster-ca-cert",
                "Cluster                 | /metadata/name                     | other    | no ca.crt in Secret jit-postgres-ca",
                "ObjectStore             | /metadata/name                     | other    | no such object store",
                "Certificate             | /spec/secretName                   | other    | no certificate",
                "Issuer                  | /metadata/name                     | other    | no issuer",
                "Ingress                 | /spec/rules/0/http/paths/0/backend/service/name | other | no such backend",
                "HorizontalPodAutoscaler | /spec/scaleTargetRef/name          | other    | scales nothing",
                "PodDisruptionBudget     | /spec/selector/matchLabels         | {app: other} | selects no pod",
                "Deployment              | /spec/selector/matchLabels         | {app: other} | does not select its own",
                "ServiceMonitor          | /spec/endpoints/0/port             | metrics  | no such port",
                "PodMonitor              | /spec/selector/matchLabels         | {app: other} | selects no pod",
                "Deployment              | /spec/template/spec/volumes        | []       | mounts no volume",
            })
    void aReferenceThatLeadsNowhereIsFound(String kind, String pointer, String value, String violation) {
        var broken = change(Overlays.PRODUCTION, kind, document -> document.with(pointer, value));

        assertThat(References.dangling(broken))
                .anySatisfy(found -> assertThat(found).contains(violation));
    }

    @Test
    void twoOfTheSameNameAreFound() {
        var twice = new ArrayList<>(Overlays.render(Overlays.PRODUCTION));
        twice.add(gateway());

        assertThat(References.dangling(twice)).singleElement().asString().endsWith("auth-gateway twice");
    }

    private static Document gateway() {
        return deployments(Overlays.render(Overlays.PRODUCTION)).stream()
                .filter(document -> document.name().equals("auth-gateway"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Document> deployments(List<Document> overlay) {
        return overlay.stream()
                .filter(document -> document.kind().equals("Deployment"))
                .toList();
    }

    /** An overlay in which the first document of a kind is another. */
    private static List<Document> change(String overlay, String kind, UnaryOperator<Document> change) {
        var all = new ArrayList<>(Overlays.render(overlay));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind().equals(kind)) {
                all.set(i, change.apply(all.get(i)));
                return all;
            }
        }
        throw new AssertionError("No " + kind);
    }
}
