package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every pod of ours keeps to: no root, no token, no way to more rights, bounded, watched, and of a known version. */
final class PodPolicy {
    /** A tag that begins with a number, with or without a digest behind it; {@code latest} is none. */
    private static final Pattern VERSIONED =
            Pattern.compile("[a-z0-9./_-]+(:[0-9]+/[a-z0-9./_-]+)?:[0-9][A-Za-z0-9._-]*(@sha256:[0-9a-f]{64})?");

    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");
    private static final List<String> FROM_THE_HOST = List.of("hostNetwork", "hostPID", "hostIPC");
    private static final Pattern SECRET = Pattern.compile(".*(_PASSWORD|_SECRET|_KEYS|_JAAS_CONFIG)");

    private final Document workload;
    private final JsonNode pod;
    private final List<String> found = new ArrayList<>();

    private PodPolicy(Document workload) {
        this.workload = workload;
        this.pod = workload.at("/spec/template/spec");
    }

    static boolean runsPods(Document document) {
        return document.at("/spec/template/spec/containers").isArray();
    }

    /** What a Deployment or StatefulSet breaks; empty if nothing. */
    static List<String> violations(Document workload) {
        var policy = new PodPolicy(workload);
        policy.pod();
        policy.pod.path("initContainers").forEach(policy::container);
        for (var container : policy.pod.path("containers")) {
            policy.container(container);
            PROBES.forEach(probe -> policy.want(container.has(probe), container, "has no " + probe));
        }
        policy.pod.path("volumes").forEach(policy::volume);
        return List.copyOf(policy.found);
    }

    private void pod() {
        want(isFalse(pod, "automountServiceAccountToken"), "mounts a token");
        want(isFalse(pod, "enableServiceLinks"), "takes addresses of Services as settings");
        want(!pod.path("serviceAccountName").asText("default").equals("default"), "has no service account of its own");
        var security = pod.path("securityContext");
        want(isTrue(security, "runAsNonRoot"), "may run as root");
        want(security.path("runAsUser").asInt() > 0, "has no numeric user that is not root");
        want(security.at("/seccompProfile/type").asText().equals("RuntimeDefault"), "has no seccomp profile");
        FROM_THE_HOST.forEach(field -> want(!isTrue(pod, field), field));
    }

    private void container(JsonNode container) {
        want(VERSIONED.matcher(container.path("image").asText()).matches(), container, "image is of no fixed version");
        for (var pointer : List.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")) {
            want(!container.path("resources").at(pointer).isMissingNode(), container, "no resources" + pointer);
        }
        var security = container.path("securityContext");
        want(isFalse(security, "allowPrivilegeEscalation"), container, "may gain privileges");
        want(isTrue(security, "readOnlyRootFilesystem"), container, "may write its root file system");
        want(!isTrue(security, "privileged"), container, "is privileged");
        want(!security.has("runAsUser") || security.path("runAsUser").asInt() > 0, container, "runs as root");
        want(security.at("/capabilities/drop/0").asText().equals("ALL"), container, "keeps capabilities");
        want(!security.at("/capabilities").has("add"), container, "adds capabilities");
        for (var variable : container.path("env")) {
            boolean secret = SECRET.matcher(variable.path("name").asText()).matches();
            want(
                    !secret || variable.at("/valueFrom/secretKeyRef").isObject(),
                    container,
                    variable.path("name").asText() + " is no Secret's");
        }
    }

    private void volume(JsonNode volume) {
        want(!volume.has("hostPath"), "volume of the node's");
        want(!volume.has("emptyDir") || volume.at("/emptyDir").has("sizeLimit"), "emptyDir without a limit");
    }

    private static boolean isTrue(JsonNode node, String field) {
        return node.path(field).isBoolean() && node.path(field).asBoolean();
    }

    private static boolean isFalse(JsonNode node, String field) {
        return node.path(field).isBoolean() && !node.path(field).asBoolean();
    }

    private void want(boolean kept, JsonNode container, String otherwise) {
        want(kept, container.path("name").asText() + ": " + otherwise);
    }

    private void want(boolean kept, String otherwise) {
        if (!kept) {
            found.add(workload + ": " + otherwise);
        }
    }

    /** All containers of a workload. */
    static Stream<JsonNode> containers(Document workload) {
        var containers = new ArrayList<JsonNode>();
        workload.at("/spec/template/spec/initContainers").forEach(containers::add);
        workload.at("/spec/template/spec/containers").forEach(containers::add);
        return containers.stream();
    }
}
