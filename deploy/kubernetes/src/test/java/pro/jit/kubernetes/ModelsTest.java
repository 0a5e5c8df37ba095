package pro.jit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document of every overlay is what its model says; and the models do refuse. */
class ModelsTest {
    private static final Document DEPLOYMENT = Document.parse("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - name: web
                      image: web:1.0
                      ports: [{name: http, containerPort: 8080}]
                      env: [{name: PLACE, value: here}]
                      readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 3}
                      resources: {limits: {cpu: 2, memory: 1Gi}}
            """);

    @ParameterizedTest
    @MethodSource("pro.jit.kubernetes.Overlays#all")
    void everyDocumentOfAnOverlayIsWhatItsModelSays(String overlay) {
        var documents = Overlays.render(overlay);

        assertThat(documents).hasSizeGreaterThan(20);
        assertThat(documents.stream().map(Models::violations).flatMap(List::stream))
                .isEmpty();
    }

    @Test
    void aGoodDocumentPasses() {
        assertThat(Models.violations(DEPLOYMENT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/replica                                                     | 2",
                "/spec/replica                                                | 2",
                "/spec/template/spec/container                                | []",
                "/spec/template/spec/containers/0/readinessProbes             | {}",
                "/spec/template/spec/containers/0/readinessProbe/httpGet/paths | /",
                "/spec/template/spec/containers/0/env/0/valueFrom             | {secretKeyReference: {name: a, key: b}}",
                "/spec/template/spec/containers/0/resources/limit             | {cpu: 1}",
                "/metadata/label                                              | {app: web}",
                "/additionalProperties                                        | {}",
            })
    void anUnknownFieldIsRefusedAtAnyDepth(String pointer, String value) {
        var broken = DEPLOYMENT.with(pointer, value);

        assertThat(Models.violations(broken)).singleElement().asString().contains("web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/spec/replicas                                              | '\"2\"'",
                "/spec/replicas                                              | 2.5",
                "/spec/replicas                                              | true",
                "/spec/template/spec/containers                              | {name: web}",
                "/spec/template/spec/containers/0/image                      | 1.0",
                "/spec/template/spec/containers/0/env/0/value                | true",
                "/spec/template/spec/containers/0/env/0/value                | 8080",
                "/spec/template/spec/containers/0/ports/0/containerPort      | http",
                "/spec/template/spec/containers/0/readinessProbe/periodSeconds | 3s",
                "/spec/template/metadata/labels                              | {app: 1}",
                "/spec/template/spec/enableServiceLinks                      | '\"false\"'",
            })
    void aMistypedFieldIsRefused(String pointer, String value) {
        var broken = DEPLOYMENT.with(pointer, value);

        assertThat(Models.violations(broken)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kafka             | /spec/kafka/listeners/0/authentications     | {}",
                "Kafka             | /spec/kafka/listeners/0/port                | '\"9093\"'",
                "Kafka             | /spec/entityOperator/topicOperators         | {}",
                "KafkaNodePool     | /spec/storage/volumes/0/sizes               | 1Gi",
                "KafkaTopic        | /spec/partition                             | 6",
                "KafkaTopic        | /spec/partitions                            | six",
                "KafkaUser         | /spec/authorization/acls/0/resources        | Read",
                "ServiceMonitor    | /spec/endpoints/0/intervals                 | 15s",
                "ServiceMonitor    | /spec/endpoints/0/interval                  | 15",
                "Certificate       | /spec/issuerRef/names                       | other",
                "Certificate       | /spec/privateKey/size                       | '\"256\"'",
                "Issuer            | /spec/acme/mails                            | other",
                "Ingress           | /spec/rules/0/http/paths/0/backend/services | {}",
                "Ingress           | /metadata/annotations/a                     | 3600",
                "NetworkPolicy     | /spec/egresses                              | []",
                "HorizontalPodAutoscaler | /spec/minReplicas                     | '\"2\"'",
                "Cluster           | /spec/postgresql/parameter                  | {}",
                "Cluster           | /spec/instances                             | '\"3\"'",
                "Cluster           | /spec/postgresql/parameters/max_connections | 400",
                "Cluster           | /metadata/label                             | {}",
                "Database          | /spec/database                              | org_sync",
                "ScheduledBackup   | /spec/schedule                              | 30 2 * * *",
                "ObjectStore       | /spec/configuration/wal/compressions        | gzip",
                "ExternalSecret    | /spec/data/0/remoteRef/keys                 | other",
                "ExternalSecret    | /spec/refreshInterval                       | 3600",
            })
    void eachKindOfProductionRefusesWhatItDoesNotKnow(String kind, String pointer, String value) {
        var good = Overlays.render(Overlays.PRODUCTION).stream()
                .filter(document -> document.kind().equals(kind))
                .findFirst()
                .orElseThrow();

        assertThat(Models.violations(good)).isEmpty();
        assertThat(Models.violations(good.with(pointer, value))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Gateway   | /spec/listeners/0/ports               | 80",
                "Gateway   | /spec/listeners/0/port                | http",
                "HTTPRoute | /spec/rules/0/filter                  | []",
                "HTTPRoute | /spec/parentRefs/0/sectionNames       | http",
            })
    void theGatewayApiRefusesWhatItDoesNotKnow(String kind, String pointer, String value) {
        var good = Overlays.render(Overlays.PRODUCTION_GATEWAY_API).stream()
                .filter(document -> document.kind().equals(kind))
                .findFirst()
                .orElseThrow();

        assertThat(Models.violations(good)).isEmpty();
        assertThat(Models.violations(good.with(pointer, value))).hasSize(1);
    }

    @Test
    void aKindWithoutAModelIsRefused() {
        var unknown = DEPLOYMENT.with("/kind", "Deploymint");

        assertThat(Models.violations(unknown)).containsExactly("Deploymint/web: no model of apps/v1 Deploymint");
    }
}
