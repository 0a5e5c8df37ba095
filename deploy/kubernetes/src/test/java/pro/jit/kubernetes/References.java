package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether everything an overlay points to is in it, or is made of it by an operator. */
final class References {
    private final List<Document> overlay;
    private final Provided provided;
    private final List<String> found = new ArrayList<>();

    private References(List<Document> overlay) {
        this.overlay = overlay;
        this.provided = new Provided(overlay);
    }

    /** What points nowhere; empty if nothing does. */
    static List<String> dangling(List<Document> overlay) {
        var references = new References(overlay);
        overlay.forEach(references::check);
        references.checkNames();
        return List.copyOf(references.found);
    }

    private void check(Document document) {
        if (PodPolicy.runsPods(document)) {
            pods(document);
        }
        switch (document.kind()) {
            case "Service" -> service(document);
            case "HorizontalPodAutoscaler" ->
                want(document, exists("Deployment", document.at("/spec/scaleTargetRef/name")), "scales nothing");
            case "PodDisruptionBudget" -> want(document, selectsPods(document.at("/spec/selector")), "selects no pod");
            case "ServiceMonitor" -> monitor(document);
            case "PodMonitor" -> want(document, selectsOperatorPods(document.at("/spec/selector")), "selects no pod");
            case "Ingress" -> ingress(document);
            case "Gateway" ->
                each(document.at("/spec/listeners/1/tls/certificateRefs"), name -> secret(document, name, "tls.key"));
            case "HTTPRoute" -> route(document);
            case "Certificate" -> want(document, exists("Issuer", document.at("/spec/issuerRef/name")), "no issuer");
            case "KafkaNodePool", "KafkaTopic", "KafkaUser" ->
                want(
                        document,
                        exists("Kafka", document.json().at("/metadata/labels").path("strimzi.io/cluster")),
                        "of no Kafka");
            case "Database", "ScheduledBackup" ->
                want(document, exists("Cluster", document.at("/spec/cluster/name")), "of no cluster");
            case "Cluster" -> cluster(document);
            case "ObjectStore" -> {
                for (var key : document.at("/spec/configuration/s3Credentials")) {
                    secret(document, key, key.path("key").asText());
                }
            }
            default -> {}
        }
    }

    private void pods(Document workload) {
        var pod = workload.at("/spec/template/spec");
        want(workload, exists("ServiceAccount", pod.path("serviceAccountName")), "no such service account");
        want(
                workload,
                Labels.match(workload.at("/spec/selector"), Labels.ofPods(workload)),
                "does not select its own pods");
        for (var container : pod.path("containers")) {
            for (var variable : container.path("env")) {
                keyRef(workload, "Secret", variable.at("/valueFrom/secretKeyRef"));
                keyRef(workload, "ConfigMap", variable.at("/valueFrom/configMapKeyRef"));
            }
            var volumes = Stream.concat(
                            Labels.stream(pod.path("volumes")),
                            Labels.stream(workload.at("/spec/volumeClaimTemplates"))
                                    .map(claim -> claim.path("metadata")))
                    .map(volume -> volume.path("name").asText())
                    .collect(Collectors.toSet());
            each(
                    container.path("volumeMounts"),
                    mount -> want(
                            workload,
                            volumes.contains(mount.path("name").asText()),
                            "mounts no volume " + mount.path("name").asText()));
        }
        for (var volume : pod.path("volumes")) {
            each(
                    volume.at("/secret/items"),
                    item -> want(
                            workload,
                            provided.has(
                                    "Secret",
                                    volume.at("/secret/secretName").asText(),
                                    item.path("key").asText()),
                            "no " + item.path("key").asText() + " in Secret "
                                    + volume.at("/secret/secretName").asText()));
            want(
                    workload,
                    !volume.has("configMap")
                            || provided.has(
                                    "ConfigMap", volume.at("/configMap/name").asText()),
                    "no ConfigMap " + volume.at("/configMap/name").asText());
        }
    }

    private void keyRef(Document workload, String kind, JsonNode reference) {
        var name = reference.path("name").asText();
        var key = reference.path("key").asText();
        want(
                workload,
                reference.isMissingNode() || provided.has(kind, name, key),
                "no " + key + " in " + kind + " " + name);
    }

    private void service(Document service) {
        if (service.at("/spec/selector").isMissingNode()) {
            return;
        }
        var workload = overlay.stream()
                .filter(PodPolicy::runsPods)
                .filter(one -> Labels.ofPods(one)
                        .entrySet()
                        .containsAll(Labels.of(service.at("/spec/selector")).entrySet()))
                .findFirst();
        want(service, workload.isPresent(), "selects no pod");
        var named = workload.stream()
                .flatMap(PodPolicy::containers)
                .flatMap(container -> Labels.stream(container.path("ports")))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
        each(
                service.at("/spec/ports"),
                port -> want(
                        service,
                        named.contains(port.path("targetPort").asText()),
                        "no such port " + port.path("targetPort").asText()));
    }

    private void monitor(Document monitor) {
        var watched = overlay.stream()
                .filter(document -> document.kind().equals("Service"))
                .filter(service ->
                        Labels.match(monitor.at("/spec/selector"), Labels.of(service.at("/metadata/labels"))))
                .toList();
        want(monitor, watched.size() == 3, "watches " + watched);
        for (var endpoint : monitor.at("/spec/endpoints")) {
            watched.forEach(
                    service -> want(monitor, hasPort(service, endpoint.path("port")), "no such port at " + service));
        }
    }

    private void ingress(Document ingress) {
        each(
                ingress.at("/spec/tls"),
                tls -> want(
                        ingress, provided.has("Secret", tls.path("secretName").asText(), "tls.key"), "no certificate"));
        for (var rule : ingress.at("/spec/rules")) {
            for (var path : rule.at("/http/paths")) {
                backend(ingress, path.at("/backend/service/name"), path.at("/backend/service/port/name"));
            }
        }
    }

    private void route(Document route) {
        for (var parent : route.at("/spec/parentRefs")) {
            var listeners = named("Gateway", parent.path("name"))
                    .flatMap(gateway -> Labels.stream(gateway.at("/spec/listeners")))
                    .map(listener -> listener.path("name").asText());
            want(route, listeners.anyMatch(parent.path("sectionName").asText()::equals), "no such listener");
        }
        for (var rule : route.at("/spec/rules")) {
            each(rule.path("backendRefs"), backend -> backend(route, backend.path("name"), backend.path("port")));
        }
    }

    private void backend(Document document, JsonNode name, JsonNode port) {
        want(
                document,
                named("Service", name).anyMatch(service -> hasPort(service, port)),
                "no such backend " + name + ":" + port);
    }

    private void cluster(Document cluster) {
        var secrets = Stream.concat(
                Stream.of(cluster.at("/spec/bootstrap/initdb/secret")),
                Labels.stream(cluster.at("/spec/managed/roles")).map(role -> role.path("passwordSecret")));
        secrets.forEach(name -> {
            secret(cluster, name, "username");
            secret(cluster, name, "password");
        });
        each(
                cluster.at("/spec/plugins"),
                plugin -> want(
                        cluster,
                        exists("ObjectStore", plugin.at("/parameters/barmanObjectName")),
                        "no such object store"));
    }

    private void secret(Document document, JsonNode reference, String key) {
        var name = reference.path("name").asText();
        want(document, provided.has("Secret", name, key), "no " + key + " in Secret " + name);
    }

    /** The API server takes the later of two of the same name for a change of the first. */
    private void checkNames() {
        Map<String, Long> names = overlay.stream()
                .collect(Collectors.groupingBy(
                        document -> document.type() + "/"
                                + document.at("/metadata/namespace").asText() + "/" + document.name(),
                        Collectors.counting()));
        names.forEach((name, count) -> {
            if (count > 1) {
                found.add(name + " twice");
            }
        });
    }

    private boolean hasPort(Document service, JsonNode port) {
        return Labels.stream(service.at("/spec/ports")).anyMatch(one -> Set.of(
                        one.path("name").asText(), one.path("port").asText())
                .contains(port.asText()));
    }

    private boolean exists(String kind, JsonNode name) {
        return named(kind, name).findAny().isPresent();
    }

    private Stream<Document> named(String kind, JsonNode name) {
        return overlay.stream()
                .filter(one -> one.kind().equals(kind) && one.name().equals(name.asText()));
    }

    private boolean selectsPods(JsonNode selector) {
        return overlay.stream()
                .filter(PodPolicy::runsPods)
                .anyMatch(workload -> Labels.match(selector, Labels.ofPods(workload)));
    }

    private boolean selectsOperatorPods(JsonNode selector) {
        return OperatorPods.of(overlay).stream().anyMatch(labels -> Labels.match(selector, labels));
    }

    private static void each(JsonNode array, Consumer<JsonNode> check) {
        array.forEach(check);
    }

    private void want(Document document, boolean kept, String otherwise) {
        if (!kept) {
            found.add(document + ": " + otherwise);
        }
    }
}
