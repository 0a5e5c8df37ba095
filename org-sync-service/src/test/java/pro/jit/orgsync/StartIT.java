package pro.jit.orgsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the packaged service as a deployment does, with the environment a test gives it and nothing else. */
class StartIT {
    private static final Map<String, String> COMPLETE = Map.of(
            "JIT_PUBLIC_ORIGIN", "http://localhost:8080",
            "JIT_DB_URL", "jdbc:postgresql://127.0.0.1:1/none",
            "JIT_DB_USER", "orgsync",
            "JIT_DB_PASSWORD", "password-of-the-tests",
            "JIT_ENCRYPTION_KEYS", "1:" + "A".repeat(43) + "=",
            "JIT_CLIENT_ORG_SYNC_SERVICE_SECRET", "a-secret-of-the-service");

    private record Ended(int exitCode, String output) {}

    private static Ended start(Map<String, String> environment) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=0",
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true);
        command.environment().clear();
        command.environment().putAll(environment);
        var process = command.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void withoutAnyEnvironmentItDoesNotStartAndNamesAllThatIsMissing() throws Exception {
        var ended = start(Map.of());

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains(COMPLETE.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JIT_PUBLIC_ORIGIN", "JIT_ENCRYPTION_KEYS"})
    void anEmptySecretIsNone(String name) throws Exception {
        var environment = new HashMap<>(COMPLETE);
        environment.put(name, "");

        var ended = start(environment);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output()).contains("Not set, and there is no default: " + name + System.lineSeparator());
    }

    @Test
    void itSaysNoneOfTheSecretsItHas() throws Exception {
        var ended = start(COMPLETE);

        assertThat(ended.exitCode()).as("there is no database").isNotZero();
        assertThat(ended.output()).doesNotContain("Not set", "of-the-tests", "A".repeat(43));
    }
}
