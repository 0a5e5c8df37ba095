package pro.jit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every environment variable of a service is a setting it has, and none is missing that it does not start without. */
class EnvironmentTest {
    /** Read by the {@code java} launcher. */
    private static final String JVM = "JDK_JAVA_OPTIONS";

    static Stream<Arguments> servicesOfOverlays() throws IOException {
        return Overlays.all().flatMap(overlay -> Stream.of("auth-gateway", "org-sync-service", "permission-service")
                .map(service -> Arguments.of(overlay, service)));
    }

    @ParameterizedTest
    @MethodSource("servicesOfOverlays")
    void everyVariableIsASettingOfTheService(String overlay, String service) throws IOException {
        var variables = environment(overlay, service).keySet();

        assertThat(variables).hasSizeGreaterThan(8);
        assertThat(unknown(service, variables)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servicesOfOverlays")
    void nothingIsMissingThatTheServiceDoesNotStartWithout(String overlay, String service) throws IOException {
        var environment = environment(overlay, service);

        assertThat(new ServiceSettings(service).missing(environment)).isEmpty();
        assertThat(environment).containsKeys("KAFKA_BOOTSTRAP_SERVERS", "JIT_PUBLIC_ORIGIN");
    }

    @ParameterizedTest
    @MethodSource("servicesOfOverlays")
    void theServicesFindEachOther(String overlay, String service) {
        var addresses = new HashMap<>(environment(overlay, service));
        addresses.keySet().removeIf(name -> !name.endsWith("_BASE_URL"));

        assertThat(addresses).hasSize(2).allSatisfy((name, address) -> assertThat(services(overlay))
                .contains(address));
    }

    @Test
    void aVariableThatIsNoSettingIsFound() throws IOException {
        var wrong = Set.of(
                "JIT_PUBLIC_ORIGINS",
                "JIT_SYNC_READERS",
                "QUARKUS_SHUTDOWN_TIME",
                "QUARKUS_DATASOURCE_DB_KINDS",
                "KAFKA_SECURITY",
                "LANG");

        assertThat(unknown("auth-gateway", wrong)).containsExactlyInAnyOrderElementsOf(wrong);
    }

    @Test
    void namesOfMappingsPropertiesAndExpressionsAreKnown() throws IOException {
        assertThat(unknown(
                        "org-sync-service",
                        Set.of("JIT_SYNC_MOST_READERS", "JIT_CLIENT_ORG_SYNC_SERVICE_SECRET", "JIT_TRACES_DISABLED")))
                .isEmpty();
        assertThat(unknown(
                        "permission-service", Set.of("JIT_PERMISSION_RECORD_PERMITS", "JIT_PERMISSION_EXPIRY_EVERY")))
                .isEmpty();
        assertThat(unknown(
                        "auth-gateway",
                        Set.of("JIT_CONSOLE_ADMIN_PASSWORD", "JIT_TRUSTED_PROXIES", "QUARKUS_SHUTDOWN_TIMEOUT")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JIT_PUBLIC_ORIGIN", "JIT_DB_URL", "JIT_DB_USER", "JIT_DB_PASSWORD", "JIT_ENCRYPTION_KEYS"})
    void aVariableThatIsMissingIsFound(String name) throws IOException {
        var environment = new HashMap<>(environment(Overlays.PRODUCTION, "auth-gateway"));
        environment.remove(name);

        assertThat(new ServiceSettings("auth-gateway").missing(environment)).containsExactly(name);
    }

    private static Set<String> unknown(String service, Set<String> variables) throws IOException {
        var known = new ServiceSettings(service).environmentNames();
        known = new HashSet<>(known);
        known.addAll(ServiceSettings.quarkusAtRunTime());
        known.add(JVM);
        Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .map(name -> ServiceSettings.environmentName("kafka." + name))
                .forEach(known::add);
        var unknown = new TreeSet<>(variables);
        unknown.removeAll(known);
        return unknown;
    }

    /** The variables of a service's container with their values; what an operator will make is a placeholder. */
    private static Map<String, String> environment(String overlay, String service) {
        var documents = Overlays.render(overlay);
        var deployment = documents.stream()
                .filter(document ->
                        document.kind().equals("Deployment") && document.name().equals(service))
                .findFirst()
                .orElseThrow();
        var environment = new HashMap<String, String>();
        for (var variable : deployment.at("/spec/template/spec/containers/0/env")) {
            environment.put(variable.path("name").asText(), value(variable, documents));
        }
        return Map.copyOf(environment);
    }

    private static String value(JsonNode variable, List<Document> documents) {
        var setting = variable.at("/valueFrom/configMapKeyRef");
        if (setting.isObject()) {
            return documents.stream()
                    .filter(document -> document.kind().equals("ConfigMap")
                            && document.name().equals(setting.path("name").asText()))
                    .map(document -> document.at("/data")
                            .path(setting.path("key").asText())
                            .asText())
                    .findFirst()
                    .orElseThrow();
        }
        return variable.path("value").asText("from a Secret");
    }

    /** The addresses inside the cluster at which something answers. */
    private static List<String> services(String overlay) {
        return Overlays.render(overlay).stream()
                .filter(document -> document.kind().equals("Service"))
                .map(service -> "http://" + service.name() + ":"
                        + service.at("/spec/ports/0/port").asInt())
                .toList();
    }
}
