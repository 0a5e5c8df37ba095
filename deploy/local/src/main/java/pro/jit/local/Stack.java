package pro.jit.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.local.ServiceProcess.Program;
import pro.jit.local.ServicePrograms.Replica;
import pro.jit.local.server.KafkaServer;
import pro.jit.local.server.PostgresServer;

/** A running stack: its servers and processes, in the order they were started. */
final class Stack implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);

    private final UpOptions options;
    private final StackDirectory directory;
    private final StackSecrets secrets;
    private final PrintStream out;
    private final LocalHttp http = new LocalHttp();
    private final Watchdog watchdog = Watchdog.start();
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<RoundRobin> balancers = new ArrayList<>();
    private List<Replica> replicas = List.of();
    private @Nullable PostgresServer postgres;
    private @Nullable KafkaServer kafka;
    private boolean closed;

    Stack(UpOptions options, StackDirectory directory, StackSecrets secrets, PrintStream out) {
        this.options = options;
        this.directory = directory;
        this.secrets = secrets;
        this.out = out;
    }

    /** Starts everything and returns when every part says it is ready. */
    void start() {
        var programs = new ServicePrograms(options, directory, secrets);
        if (options.feishu() instanceof Feishu.Sandbox) {
            fork(programs.sandbox());
        }
        fork(programs.sampleApp());
        step("PostgreSQL");
        var database =
                PostgresServer.start(directory.postgres(), options.ports().of("postgres"));
        synchronized (this) {
            postgres = database;
        }
        watchdog.watch(postgresPid());
        step("Kafka");
        var broker = KafkaServer.start(
                directory.kafka(), options.ports().of("kafka"), options.ports().of("kafka-controller"));
        synchronized (this) {
            kafka = broker;
        }
        step("auth-gateway, org-sync-service, permission-service");
        replicas = programs.services(database, broker.bootstrapServers());
        if (options.replicas() > 1) {
            List.of("gateway", "org-sync", "permission").forEach(this::balance);
        }
        replicas.forEach(replica -> fork(replica.program()));
        if (options.feishu() instanceof Feishu.Sandbox) {
            awaitReady(ServicePrograms.SANDBOX, options.ports().origin("sandbox") + "/sandbox/api/health");
        }
        awaitReady(ServicePrograms.SAMPLE_APP, options.ports().origin("sample-app") + "/health");
        replicas.forEach(replica -> awaitReady(replica.program().name(), replica.origin() + "/q/health/ready"));
        makeFirstCalls();
    }

    /** Gives the replicas of a service one address. */
    private synchronized void balance(String part) {
        balancers.add(new RoundRobin(
                options.ports().of(part), of(part).map(Replica::port).toList(), port -> of(part).anyMatch(
                                replica -> replica.port() == port && takesMore(replica))));
    }

    private boolean takesMore(Replica replica) {
        return Files.notExists(directory.leaving(replica.program().name()))
                && http.ready(replica.origin() + "/q/health/ready");
    }

    private Stream<Replica> of(String part) {
        return replicas.stream().filter(replica -> replica.part().equals(part));
    }

    /**
     * A service's first call loads classes and fetches the gateway's keys, which on a busy machine takes longer than a sign-in waits for a decision. So the
     * first calls are made here, before anybody is told that all is ready.
     */
    private void makeFirstCalls() {
        var token = operatorToken();
        of("org-sync").forEach(replica -> http.get(replica.origin() + "/api/org/organizations?limit=1", token)
                .orFail("Reading the organizations"));
        ObjectNode question = StackDirectory.JSON.createObjectNode();
        question.putObject("subject").put("type", "member").put("id", "nobody");
        question.putObject("action").put("name", "login");
        question.putObject("resource").put("type", "application").put("id", "none/none");
        of("permission")
                .forEach(replica -> http.send("POST", replica.origin() + "/access/v1/evaluation", question, token)
                        .orFail("Asking for a decision"));
    }

    /** Writes {@code stack.json}: where everything is, for people and programs. Its presence says that all is ready. */
    synchronized void describe() {
        var ports = options.ports();
        ObjectNode description = StackDirectory.JSON.createObjectNode();
        description.put("gateway", ports.origin("gateway"));
        description.put("org_sync", ports.origin("org-sync"));
        description.put("permission", ports.origin("permission"));
        switch (options.feishu()) {
            case Feishu.Sandbox sandbox ->
                description.put("sandbox", ports.origin("sandbox")).put("sandbox_lark", ports.origin("sandbox-lark"));
            case Feishu.At at ->
                description.putNull("sandbox").put("feishu", at.origin().toString());
            case Feishu.Real real -> description.putNull("sandbox").put("feishu", "real");
        }
        description.put("sample_app", ports.origin("sample-app"));
        description.put("postgres", "postgresql://postgres@localhost:" + ports.of("postgres"));
        description.put("kafka", "localhost:" + ports.of("kafka"));
        description.putObject("console_admin").put("username", "admin").put("password", secrets.consoleAdminPassword());
        description.putObject("operator").put("client_id", "operator").put("client_secret", secrets.client("operator"));
        if (options.replicas() > 1) {
            var addresses = description.putObject("replicas");
            replicas.forEach(replica -> addresses.put(replica.program().name().replace('-', '_'), replica.origin()));
        }
        var pids = description.putObject("pids");
        for (var process : processes) {
            pids.put(process.name().replace('-', '_'), process.pid());
        }
        pids.put("postgres", postgresPid());
        pids.put("launcher", ProcessHandle.current().pid());
        directory.write(directory.description(), description);
    }

    String operatorToken() {
        return http.token(options.ports().origin("gateway"), "operator", secrets.client("operator"));
    }

    /** Stops everything, services before the servers they use. Safe to call twice. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        deleteDescription();
        var stopping = processes.reversed().stream()
                .map(process -> Thread.ofVirtual().start(process::stop))
                .toList();
        stopping.forEach(Stack::join);
        balancers.forEach(RoundRobin::close);
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        watchdog.close();
    }

    private synchronized void fork(Program program) {
        if (closed) {
            return;
        }
        var process = new ServiceProcess(program, watchdog, out, name -> restarted());
        processes.add(process);
        process.start();
    }

    private synchronized void restarted() {
        if (!closed && Files.exists(directory.description())) {
            describe();
        }
    }

    private void step(String what) {
        out.printf(Locale.ROOT, "  starting %s%n", what);
    }

    private void awaitReady(String name, String url) {
        var deadline = Instant.now().plus(READY_WITHIN);
        while (!http.ready(url)) {
            if (Instant.now().isAfter(deadline)) {
                throw new CommandFailure(name + " did not become ready within " + READY_WITHIN.toMinutes()
                        + " minutes. Its log: " + directory.log(name));
            }
            sleep(Duration.ofMillis(200));
        }
        out.printf(Locale.ROOT, "  ready    %s%n", name);
    }

    private long postgresPid() {
        try {
            return Long.parseLong(Files.readAllLines(directory.postgres().resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL wrote no process id", e);
        }
    }

    private void deleteDescription() {
        try {
            Files.deleteIfExists(directory.description());
        } catch (IOException e) {
            out.println("stack.json could not be removed: " + e.getMessage());
        }
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
