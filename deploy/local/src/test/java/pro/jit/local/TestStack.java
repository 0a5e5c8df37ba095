package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.local.server.FreePort;

/** A stack of this test's own: started through the launcher's front door, on free ports, in a directory of its own. */
final class TestStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** A token lives for ten minutes, and a test may take longer on a busy machine. */
    private static final Duration TOKEN_USED = Duration.ofMinutes(5);

    private final Process launcher;
    private final StackDirectory directory;
    private final JsonNode description;
    private final LocalHttp http = new LocalHttp();
    private String operatorToken = "";
    private long tokenNanos;

    private TestStack(Process launcher, StackDirectory directory) {
        this.launcher = launcher;
        this.directory = directory;
        this.description = directory.readDescription().orElseThrow();
    }

    private synchronized String operatorToken() {
        if (operatorToken.isEmpty() || System.nanoTime() - tokenNanos > TOKEN_USED.toNanos()) {
            operatorToken = http.token(
                    origin("gateway"),
                    description.path("operator").path("client_id").asText(),
                    description.path("operator").path("client_secret").asText());
            tokenNanos = System.nanoTime();
        }
        return operatorToken;
    }

    /** Runs {@code up} with these options and waits for {@code stack.json}. */
    static TestStack up(Path data, String... options) throws IOException, InterruptedException {
        return up(Map.of(), data, options);
    }

    /** The same with something in the environment, which the services get as well. */
    static TestStack up(Map<String, String> environment, Path data, String... options)
            throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("jit.home"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Djit.home=" + home,
                "-jar",
                home.resolve("deploy/local/target/jit-local.jar").toString(),
                "up",
                "--data",
                data.toString()));
        Stream.of("gateway", "org-sync", "permission", "sandbox", "sample-app", "postgres", "kafka", "kafka-controller")
                .forEach(name -> command.addAll(List.of("--port-" + name, String.valueOf(FreePort.find()))));
        command.addAll(List.of(options));
        var log = home.resolve("deploy/local/target/stack-up.log");
        Files.createDirectories(log.getParent());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var launcher = builder.start();
        var directory = new StackDirectory(data);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (directory.readDescription().isEmpty()) {
            if (!launcher.isAlive() || System.nanoTime() > deadline) {
                launcher.destroy();
                throw new IllegalStateException("The stack did not start:\n" + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return new TestStack(launcher, directory);
    }

    JsonNode description() {
        return description;
    }

    /** Of {@code gateway}, {@code org_sync}, {@code permission}, {@code sandbox} or {@code sample_app}. */
    String origin(String part) {
        return description.path(part).asText();
    }

    /** The address of one replica of a service, for a stack with several: {@code auth_gateway}, {@code auth_gateway_2}, … */
    String replica(String process) {
        return description.path("replicas").path(process).asText();
    }

    /** Of the process, which is another once it was started again. */
    ProcessHandle process(String name) {
        return ProcessHandle.of(directory
                        .readDescription()
                        .orElseThrow()
                        .path("pids")
                        .path(name)
                        .asLong())
                .orElseThrow();
    }

    /** Ends it in order and starts it again, as {@code ./jit restart} does. */
    void restart(String process) {
        new StackCommands(System.out)
                .restart(List.of(process, "--data", directory.root().toString()));
    }

    boolean isReady(String origin) {
        return http.ready(origin + "/q/health/ready");
    }

    LocalHttp.Answer get(String url) {
        return http.get(url, operatorToken());
    }

    LocalHttp.Answer send(String method, String url, JsonNode body) {
        return http.send(method, url, body, operatorToken());
    }

    /** A request that no token goes with. */
    LocalHttp.Answer anonymously(String method, String url, @Nullable JsonNode body) {
        return http.send(method, url, body, null);
    }

    static ObjectNode json() {
        return StackDirectory.JSON.createObjectNode();
    }

    static void eventually(String what, Supplier<Boolean> holds) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!holds.get()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not happen within a minute");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Ends it with TERM, as an operator would, and waits. What its processes said last is kept under {@code target/stack-logs}. */
    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(1, TimeUnit.MINUTES)) {
                launcher.destroyForcibly();
                throw new IllegalStateException("The stack did not stop within a minute");
            }
            keepLogs();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepLogs() {
        var kept = Path.of("target", "stack-logs");
        try (var logs = Files.list(directory.logs())) {
            Files.createDirectories(kept);
            for (var log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            System.err.println("The logs of the stack were not kept: " + e);
        }
    }
}
