package pro.jit.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The commands that speak to a stack somebody else started: {@code down}, {@code status}, {@code restart}, {@code logs}, {@code token}, {@code reset}. */
final class StackCommands {
    private static final int TAIL_BYTES = 16 * 1024;

    /** A balancer looks twice a second at who takes connections. */
    private static final Duration BALANCERS_LOOK = Duration.ofSeconds(2);

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final List<String> SERVICES =
            List.of(ServicePrograms.GATEWAY, ServicePrograms.ORG_SYNC, ServicePrograms.PERMISSION);

    private final PrintStream out;

    StackCommands(PrintStream out) {
        this.out = out;
    }

    void down(List<String> arguments) {
        var directory = directory(arguments);
        var running = RunningStack.find(directory);
        if (running.isEmpty()) {
            out.println("No stack is running in " + directory.root() + ".");
            return;
        }
        var launcher = running.get().handle();
        launcher.destroy();
        try {
            launcher.onExit().get(1, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    "The stack did not stop within a minute; its launcher is process " + launcher.pid(), e);
        } catch (InterruptedException | ExecutionException e) {
            throw new CommandFailure("Waiting for the stack to stop failed", e);
        }
        out.println("Stopped.");
    }

    /** Exit code 0 when everything is ready, 1 otherwise. */
    int status(List<String> arguments) {
        var directory = directory(arguments);
        var running = RunningStack.find(directory);
        if (running.isEmpty()) {
            out.println("No stack is running in " + directory.root() + ".");
            return 1;
        }
        var description = running.get().description();
        var http = new LocalHttp();
        boolean all = true;
        for (var service : List.of("gateway", "org_sync", "permission")) {
            var origin = description.path(service).asText();
            boolean ready = http.ready(origin + "/q/health/ready");
            all &= ready;
            out.printf("  %-12s %-28s %s%n", service, origin, ready ? "ready" : "not ready");
        }
        for (var other : List.of("sandbox", "sample_app", "postgres", "kafka")) {
            var where = description.path(other);
            if (where.isTextual()) {
                out.printf("  %-12s %s%n", other, where.asText());
            }
        }
        return all ? 0 : 1;
    }

    /** Takes one process out of its balancer, ends it in order, and returns when the next is ready and back. */
    void restart(List<String> arguments) {
        var options = new ArrayList<>(arguments);
        var name = options.isEmpty() ? "" : options.removeFirst().replace('_', '-');
        var service = SERVICES.stream()
                .filter(name::startsWith)
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailure(
                                "Which process? One of auth_gateway, org_sync_service, permission_service; with --replicas, each _2, _3 … as well."));
        var directory = directory(options);
        var stack = RunningStack.find(directory)
                .orElseThrow(() -> new CommandFailure("No stack is running in " + directory.root() + "."))
                .description();
        var process = name.replace('-', '_');
        var pid =
                pid(stack, process).orElseThrow(() -> new CommandFailure("No process " + process + " in this stack."));
        var origin = stack.path("replicas")
                .path(process)
                .asText(stack.path(part(service)).asText());
        leave(directory, name, () -> {
            Stack.sleep(BALANCERS_LOOK);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            awaitNext(directory, process, pid, origin);
        });
        // Until it is given connections again, the other replicas must not be taken away.
        Stack.sleep(BALANCERS_LOOK);
        out.println(process + " was restarted.");
    }

    private static String part(String service) {
        return switch (service) {
            case ServicePrograms.GATEWAY -> "gateway";
            case ServicePrograms.ORG_SYNC -> "org_sync";
            default -> "permission";
        };
    }

    private static Optional<Long> pid(JsonNode stack, String process) {
        var pid = stack.path("pids").path(process);
        return pid.isNumber() ? Optional.of(pid.asLong()) : Optional.empty();
    }

    private static void leave(StackDirectory directory, String name, Runnable meanwhile) {
        var leaving = directory.leaving(name);
        try {
            Files.writeString(leaving, "");
            try {
                meanwhile.run();
            } finally {
                Files.deleteIfExists(leaving);
            }
        } catch (IOException e) {
            throw new CommandFailure(leaving + " could not be written", e);
        }
    }

    private static void awaitNext(StackDirectory directory, String process, long before, String origin) {
        var http = new LocalHttp();
        var deadline = Instant.now().plus(READY_WITHIN);
        while (!isAnother(directory, process, before) || !http.ready(origin + "/q/health/ready")) {
            if (Instant.now().isAfter(deadline)) {
                throw new CommandFailure(
                        process + " did not come back within " + READY_WITHIN.toMinutes() + " minutes.");
            }
            Stack.sleep(Duration.ofMillis(200));
        }
    }

    private static boolean isAnother(StackDirectory directory, String process, long before) {
        return directory
                .readDescription()
                .flatMap(stack -> pid(stack, process))
                .filter(pid -> pid != before)
                .isPresent();
    }

    void logs(List<String> arguments) {
        var names = new ArrayList<>(arguments);
        var service = names.isEmpty() || names.getFirst().startsWith("--") ? null : names.removeFirst();
        for (var log : logFiles(directory(names), service)) {
            out.println("==> " + log + " <==");
            out.print(tail(log));
            out.println();
        }
    }

    /** Prints a token with every scope the operator client may have, and nothing else, so that it can stand inside another command. */
    void token(List<String> arguments) {
        var directory = directory(arguments);
        var description = RunningStack.find(directory)
                .orElseThrow(() -> new CommandFailure("No stack is running in " + directory.root() + "."))
                .description();
        var operator = description.path("operator");
        out.println(new LocalHttp()
                .token(
                        description.path("gateway").asText(),
                        operator.path("client_id").asText(),
                        operator.path("client_secret").asText()));
    }

    void reset(List<String> arguments) {
        var options = new ArrayList<>(arguments);
        boolean sure = options.remove("--yes");
        var directory = directory(options);
        if (RunningStack.find(directory).isPresent()) {
            throw new CommandFailure("The stack is running. Stop it first: './jit down'.");
        }
        if (!Files.exists(directory.root())) {
            out.println("Nothing to reset: " + directory.root() + " does not exist.");
            return;
        }
        if (!Files.exists(directory.secrets())) {
            throw new CommandFailure(directory.root() + " holds no stack; it is left as it is.");
        }
        if (!sure && !confirmed("This deletes every organization, grant and session in " + directory.root())) {
            out.println("Left as it is.");
            return;
        }
        delete(directory.root());
        out.println("Deleted " + directory.root() + ".");
    }

    private static StackDirectory directory(List<String> arguments) {
        return new StackDirectory(UpOptions.parse(arguments).dataDirectory());
    }

    private static List<Path> logFiles(StackDirectory directory, @Nullable String service) {
        if (!Files.isDirectory(directory.logs())) {
            throw new CommandFailure("No logs in " + directory.root() + ".");
        }
        try (var files = Files.list(directory.logs())) {
            var found = files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file ->
                            service == null || file.getFileName().toString().equals(service + ".log"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailure("No log of '" + service + "' in " + directory.logs() + ".");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean confirmed(String consequence) {
        out.print(consequence + ". Type 'yes' to go on: ");
        out.flush();
        try {
            var answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return "yes".equals(answer);
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new CommandFailure(root + " could not be deleted", e);
        }
    }
}
