package pro.jit.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.Issuer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What each kind of resource may look like: Kubernetes, Gateway API, Prometheus operator, cert-manager and Strimzi by their Java models; CloudNativePG
 * and External Secrets, which publish none, by a schema of the fields we use (src/test/resources/schemas).
 */
final class Models {
    private static final Map<String, Class<?>> CLASSES = Map.ofEntries(
            Map.entry("v1 Namespace", Namespace.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Secret", Secret.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("apps/v1 StatefulSet", StatefulSet.class),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("gateway.networking.k8s.io/v1 Gateway", Gateway.class),
            Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
            Map.entry("cert-manager.io/v1 Issuer", Issuer.class),
            Map.entry("cert-manager.io/v1 Certificate", Certificate.class),
            Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

    private static final Map<String, String> SCHEMAS = Map.of(
            "postgresql.cnpg.io/v1 Cluster", "cnpg-cluster",
            "postgresql.cnpg.io/v1 Database", "cnpg-database",
            "postgresql.cnpg.io/v1 ScheduledBackup", "cnpg-scheduled-backup",
            "barmancloud.cnpg.io/v1 ObjectStore", "cnpg-object-store",
            "external-secrets.io/v1 ExternalSecret", "external-secret");

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Models() {}

    /** What is wrong with a document, each with its place; empty if nothing is. A kind that is not known here is wrong too. */
    static List<String> violations(Document document) {
        var type = CLASSES.get(document.type());
        if (type != null) {
            return read(document.json(), type, document);
        }
        var schema = SCHEMAS.get(document.type());
        if (schema == null) {
            return List.of(document + ": no model of " + document.type());
        }
        var found = new ArrayList<>(read(document.at("/metadata"), ObjectMeta.class, document));
        schema(schema).validate(document.json()).stream()
                .map(ValidationMessage::getMessage)
                .map(message -> document + ": " + message)
                .forEach(found::add);
        return found;
    }

    private static List<String> read(JsonNode json, Class<?> type, Document document) {
        try {
            StrictJson.reader().treeToValue(json, type);
            return List.of();
        } catch (JsonMappingException e) {
            return List.of(document + ": " + path(e) + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return List.of(document + ": " + e.getOriginalMessage());
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static JsonSchema schema(String name) {
        var resource = "/schemas/" + name + ".schema.json";
        try (var stream = Models.class.getResourceAsStream(resource)) {
            return FACTORY.getSchema((ObjectNode) StrictJson.reader().readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
