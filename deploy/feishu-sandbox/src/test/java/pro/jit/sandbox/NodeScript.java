package pro.jit.sandbox;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import pro.jit.sandbox.model.FeishuApp;

/**
 * A script of {@code src/test/node} that runs Feishu's official Node SDK against the sandbox, as a process of its own. It tells what it saw
 * in lines of JSON; what the SDK logs is in a file beside the script, and in the message when the script says nothing.
 */
final class NodeScript implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path log;
    private final Process process;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private NodeScript(Path log, Process process) {
        this.log = log;
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    /** Runs a script that says one thing and ends. */
    static JsonObject run(String name, FeishuApp app, Map<String, String> environment) {
        try (var script = start(name, app, environment)) {
            return script.next();
        }
    }

    /**
     * Starts a script; {@link #close} ends it.
     *
     * @param app for which the script's client is made
     * @param environment what else the script wants to know
     */
    static NodeScript start(String name, FeishuApp app, Map<String, String> environment) {
        var home = NodeModules.installed();
        var log = home.resolve(name + ".log");
        var builder = new ProcessBuilder("node", name)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "SANDBOX_ORIGIN",
                        SandboxTest.SANDBOX.origin(),
                        "APP_ID",
                        app.appId(),
                        "APP_SECRET",
                        app.secret(),
                        "NO_PROXY",
                        "*"));
        try {
            return new NodeScript(log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next thing that the script tells; waits for it. */
    JsonObject next() {
        try {
            var line = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.isEmpty()) {
                throw new AssertionError("The script told nothing. Its log:\n" + Files.readString(log));
            }
            return new JsonObject(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // An empty line at the end wakes whoever waits for more.
    private void listen() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isEmpty()).forEach(told::add);
        } catch (IOException | UncheckedIOException e) {
            told.add("");
            return;
        }
        told.add("");
    }

    /** Tells the script that its test has gone, and waits until it has closed what it had open. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
