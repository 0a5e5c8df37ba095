package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What each of the three services keeps to besides, so that an update refuses nobody and its heap fits. */
final class ServicePolicy {
    private static final Pattern HEAP = Pattern.compile("-XX:MaxRAMPercentage=([0-9]+)");
    /** Of the limit; the rest is for code, threads and buffers. */
    private static final int MOST_HEAP_PERCENT = 70;
    /** For closing the database and Kafka after the last request. */
    private static final int MARGIN_SECONDS = 10;

    private ServicePolicy() {}

    /** What a Deployment of a service breaks; empty if nothing. */
    static List<String> violations(Document deployment) {
        var found = new ArrayList<String>();
        var container = deployment.at("/spec/template/spec/containers/0");
        probe(container, "startupProbe", "/q/health/live", found);
        probe(container, "livenessProbe", "/q/health/live", found);
        probe(container, "readinessProbe", "/q/health/ready", found);
        var rolling = deployment.at("/spec/strategy/rollingUpdate");
        if (!rolling.path("maxUnavailable").asText().equals("0")
                || rolling.path("maxSurge").asInt() < 1) {
            found.add("an update takes a replica away before another is ready");
        }
        int preStop = container.at("/lifecycle/preStop/sleep/seconds").asInt();
        if (preStop < 5) {
            found.add("leaves before the proxies have heard of it");
        }
        var drain = Duration.parse("PT" + value(container, "QUARKUS_SHUTDOWN_TIMEOUT", "0S"))
                .toSeconds();
        int grace = deployment
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .asInt(30);
        if (drain < 10 || grace < preStop + drain + MARGIN_SECONDS) {
            found.add("is killed before it has answered what it was asked");
        }
        var heap = HEAP.matcher(value(container, "JDK_JAVA_OPTIONS", ""));
        if (!heap.find() || Integer.parseInt(heap.group(1)) > MOST_HEAP_PERCENT) {
            found.add("heap does not fit the limit of memory");
        }
        if (!container.at("/resources/requests/memory").equals(container.at("/resources/limits/memory"))) {
            found.add("memory is promised that may not be there");
        }
        return found.stream().map(what -> deployment + ": " + what).toList();
    }

    private static void probe(JsonNode container, String probe, String path, List<String> found) {
        var get = container.path(probe).path("httpGet");
        if (!get.path("path").asText().equals(path)
                || !get.path("port").asText().equals("http")) {
            found.add(probe + " does not ask " + path);
        }
    }

    /** The literal value of an environment variable. */
    private static String value(JsonNode container, String name, String otherwise) {
        for (var variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText(otherwise);
            }
        }
        return otherwise;
    }
}
