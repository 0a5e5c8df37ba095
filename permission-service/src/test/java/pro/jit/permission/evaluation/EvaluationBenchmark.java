package pro.jit.permission.evaluation;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.local.server.FreePort;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.Tokens;

/**
 * Prints how many decisions the packaged service makes over HTTP for each second of the one core it may use, with a million members, ten thousand
 * departments and as many grants, beside a route of the same service that does nothing; the same for few grants and for many; a thousand questions
 * at once; its memory, and how long it takes to have all in memory. Callers, PostgreSQL and Kafka use the machine's other cores; that of the
 * service is told from the kernel's accounts. No test: run by name, {@code -Dit.test=EvaluationBenchmark}; {@code -Djit.permits=none} leaves out
 * the record of permits, {@code -Djit.callers=8} asks by so many connections, {@code -Djit.recording=FILE} has the virtual machine record what it
 * does, {@code -Djit.options="-XX:+UseG1GC"} starts it otherwise.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EvaluationBenchmark {
    private static final int MEMBERS = Integer.getInteger("jit.members", 500_000);
    private static final int DEPARTMENTS = 5_000;
    private static final int CONNECTIONS = Integer.getInteger("jit.callers", 16);
    private static final int ROUNDS = Integer.getInteger("jit.rounds", 4);
    private static final int THOUSANDS = 500;
    private static final Duration ROUND = Duration.ofSeconds(6);
    private static final double TICKS_A_SECOND = 100;
    private static final Pattern HELD = Pattern.compile("(?m)^jit_held_facts_members(?:\\{[^}]*})? (\\S+)$");

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private static final Org FEW = new Org(UUID.randomUUID(), "few", 10);
    private static final Org MANY = new Org(UUID.randomUUID(), "many", 9_990);

    /** Half of the data. */
    private record Org(UUID id, String app, int grants) {}

    /**
     * One way to load the service.
     *
     * @param perSecond so many requests, whether or not earlier ones are answered, each timed from when it was due; 0: as many as are answered
     */
    private record Load(String name, Supplier<byte[]> request, int perSecond) {}

    private record Measured(double perCoreSecond, double perSecond, long p50, long p99) {}

    @Inject
    Jdbi jdbi;

    @Inject
    Tokens tokens;

    @Inject
    ObjectMapper json;

    @Test
    void decisionsBesideARouteThatDoesNothing(@TempDir Path folder) throws Exception {
        for (var organization : List.of(FEW, MANY)) {
            seed(organization);
        }
        jdbi.useHandle(handle -> {
            handle.execute("vacuum analyze");
            say(
                    "the database takes %s",
                    handle.createQuery("select pg_size_pretty(pg_database_size(current_database()))")
                            .mapTo(String.class)
                            .one());
        });
        var port = FreePort.find();
        var process = start(folder, port);
        try {
            var started = System.nanoTime();
            await(() -> given().port(port).get("/q/health/live").statusCode() == 200);
            say("live after %.1f s", seconds(started));
            await(() -> held(port) >= 2 * MEMBERS);
            say(
                    "%d members in memory after %.1f s, resident %s",
                    2 * MEMBERS, seconds(started), status(process, "VmRSS"));
            if (ROUNDS > 0) {
                run(process, port);
            }
            thousand(port);
            say("resident at the end %s, most %s", status(process, "VmRSS"), status(process, "VmHWM"));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void run(Process process, int port) throws Exception {
        var random = new Random(1);
        var loads = List.of(
                new Load(
                        "nothing",
                        () -> "GET /.well-known/authzen-configuration HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII),
                        0),
                new Load("10 grants", () -> question(FEW, random.nextInt(MEMBERS)), 0),
                new Load("9 990 grants", () -> question(MANY, random.nextInt(MEMBERS)), 0),
                new Load("10 000 a second", () -> question(MANY, random.nextInt(MEMBERS)), 10_000));
        for (var load : loads) {
            measure(process, port, load, ROUND.multipliedBy(7));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (var load : loads) {
                var measured = measure(process, port, load, ROUND);
                say(
                        "%-15s %6.0f for each second of one core, %6.0f a second, p50 %.2f ms, p99 %.2f ms",
                        load.name(),
                        measured.perCoreSecond(),
                        measured.perSecond(),
                        measured.p50() / 1e6,
                        measured.p99() / 1e6);
            }
        }
    }

    private void thousand(int port) throws IOException, InterruptedException {
        var random = new Random(2);
        var questions = IntStream.range(0, 1_000)
                .mapToObj(i -> Map.of("subject", subject(MANY, random.nextInt(MEMBERS))))
                .toList();
        var body = BodyPublishers.ofByteArray(json.writeValueAsBytes(Map.of(
                "action", Map.of("name", "login"),
                "resource", Map.of("type", "application", "id", "bench/" + MANY.app()),
                "evaluations", questions)));
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            say("1 000 evaluations at once: the first %.0f ms", ask(client, port, body));
            for (int i = 0; i < THOUSANDS; i++) {
                ask(client, port, body);
            }
            var took = new double[THOUSANDS];
            for (int i = 0; i < took.length; i++) {
                took[i] = ask(client, port, body);
            }
            Arrays.sort(took);
            say(
                    "1 000 evaluations at once, after %d: median %.0f ms, p99 %.0f ms of %d",
                    THOUSANDS, took[THOUSANDS / 2], took[THOUSANDS * 99 / 100], THOUSANDS);
        }
    }

    /** How many milliseconds it took. */
    private double ask(HttpClient client, int port, BodyPublisher questions) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/access/v1/evaluations"))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .POST(questions)
                .build();
        var started = System.nanoTime();
        var answer = client.send(request, BodyHandlers.ofByteArray());
        var took = (System.nanoTime() - started) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IOException("HTTP " + answer.statusCode());
        }
        return took;
    }

    private static Map<String, Object> subject(Org organization, int number) {
        return Map.of(
                "type",
                "feishu_user",
                "id",
                "ou_" + organization.app() + "_" + number,
                "properties",
                Map.of(
                        "organization_id",
                        organization.id().toString(),
                        "union_id",
                        "on_" + organization.app() + "_" + number,
                        "tenant_key",
                        "tenant"));
    }

    private byte[] question(Org organization, int number) {
        try {
            var body = json.writeValueAsBytes(Map.of(
                    "subject", subject(organization, number),
                    "action", Map.of("name", "login"),
                    "resource", Map.of("type", "application", "id", "bench/" + organization.app())));
            var head = "POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + token() + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            var request = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
            System.arraycopy(body, 0, request, head.length(), body.length);
            return request;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String lastToken = "";
    private long tokenNanos;

    /** One for everybody, as the gateway's. */
    private synchronized String token() {
        if (lastToken.isEmpty()
                || System.nanoTime() - tokenNanos > Duration.ofMinutes(3).toNanos()) {
            lastToken = tokens.service("access:evaluate");
            tokenNanos = System.nanoTime();
        }
        return lastToken;
    }

    private Measured measure(Process process, int port, Load load, Duration length) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CONNECTIONS)) {
            var cpu = cpuSeconds(process);
            var started = System.nanoTime();
            var end = started + length.toNanos();
            var work = new ArrayList<Callable<long[]>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                work.add(() -> ask(port, load, end));
            }
            var results = new ArrayList<long[]>();
            for (var result : callers.invokeAll(work)) {
                results.add(result.get());
            }
            var took = seconds(started);
            var latencies =
                    results.stream().flatMapToLong(LongStream::of).sorted().toArray();
            return new Measured(
                    latencies.length / (cpuSeconds(process) - cpu),
                    latencies.length / took,
                    latencies[latencies.length / 2],
                    latencies[(int) (latencies.length * 0.99)]);
        }
    }

    private static long[] ask(int port, Load load, long end) throws IOException {
        var latencies = LongStream.builder();
        try (var socket = new Socket("localhost", port)) {
            socket.setTcpNoDelay(true);
            var in = new DataInputStream(socket.getInputStream());
            var buffer = new byte[16_384];
            var between = load.perSecond() == 0 ? 0 : 1_000_000_000L * CONNECTIONS / load.perSecond();
            for (var due = System.nanoTime(); System.nanoTime() < end; due += between) {
                var request = load.request().get();
                while (between > 0 && System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var asked = between > 0 ? due : System.nanoTime();
                socket.getOutputStream().write(request);
                var answer = "";
                for (var read = 0; !whole(answer); answer = new String(buffer, 0, read, StandardCharsets.ISO_8859_1)) {
                    read += in.read(buffer, read, buffer.length - read);
                }
                latencies.add(System.nanoTime() - asked);
                if (!answer.startsWith("HTTP/1.1 200") || answer.contains("\"decision\":false")) {
                    throw new IOException(answer);
                }
            }
        }
        return latencies.build().toArray();
    }

    private static boolean whole(String answer) {
        var length = LENGTH.matcher(answer);
        var body = answer.indexOf("\r\n\r\n") + 4;
        return body >= 4 && length.find() && answer.length() >= body + Integer.parseInt(length.group(1));
    }

    private static Process start(Path folder, int port) throws IOException {
        var recording = System.getProperty("jit.recording");
        var settings = List.of(
                "jit.public-origin",
                "jit.gateway-base-url",
                "jit.org-sync-base-url",
                "jit.db-url",
                "jit.db-user",
                "jit.db-password",
                "jit.client-permission-service-secret",
                "kafka.bootstrap.servers");
        var command = new ProcessBuilder(
                        "taskset",
                        "-c",
                        "0",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx3g",
                        "-Dquarkus.http.port=" + port,
                        "-Djit.permission.directory.consumer-group=benchmark",
                        "-Djit.permission.record.permits=" + System.getProperty("jit.permits", "daily"),
                        recording == null
                                ? "-XX:-FlightRecorder"
                                : "-XX:StartFlightRecording=settings=profile,filename=" + recording,
                        System.getProperty("jit.options", "-XX:+UseSerialGC"),
                        "-jar",
                        Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        command.environment().clear();
        settings.forEach(name -> command.environment()
                .put(
                        name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                        ConfigProvider.getConfig().getValue(name, String.class)));
        return command.start();
    }

    /** A tree eight wide, everyone in one department, everyone granted, and the rest of the grants here and there. */
    private void seed(Org organization) {
        jdbi.useTransaction(handle -> {
            // What the triggers would say of each row is said once below.
            handle.execute("set local session_replication_role = replica");
            handle.execute(
                    "insert into organization values (?, 'bench', ?, 'Bench', 'active', 1)",
                    organization.id(),
                    organization.app());
            handle.execute("""
                    insert into department (organization_id, department_id, parent_id, name, status, revision)
                    select ?::uuid, md5(? || n)::uuid, case when n < 8 then null else md5(? || n / 8)::uuid end, 'Department ' || n, 'active', 1
                      from generate_series(0, ?) n
                    """, organization.id(), organization.app(), organization.app(), DEPARTMENTS - 1);
            handle.execute(
                    """
                    insert into member (organization_id, member_id, open_id, union_id, tenant_key, name, avatar_url, status, revision)
                    select ?::uuid, md5('m' || ? || n)::uuid, 'ou_' || ? || '_' || n, 'on_' || ? || '_' || n, 'tenant', 'Member ' || n,
                           'https://avatars.example.test/static/' || md5(n::text) || '.png', 'active', 1
                      from generate_series(0, ?) n
                    """, organization.id(), organization.app(), organization.app(), organization.app(), MEMBERS - 1);
            handle.execute("""
                    insert into member_department (organization_id, member_id, department_id)
                    select ?::uuid, md5('m' || ? || n)::uuid, md5(? || n % ?)::uuid from generate_series(0, ?) n
                    """, organization.id(), organization.app(), organization.app(), DEPARTMENTS, MEMBERS - 1);
            handle.execute(
                    """
                    insert into access_grant (grant_id, org_id, app_id, organization_id, principal_type, principal_id, include_sub_departments,
                                              role, effect, created_at, updated_at)
                    select gen_random_uuid(), 'bench', ?, ?::uuid,
                           case when n = 0 then 'everyone' when n % 2 = 0 then 'department' else 'member' end,
                           case when n = 0 then null when n % 2 = 0 then md5(? || n / 2 % ?)::uuid else md5('m' || ? || n)::uuid end,
                           true, case when n % 3 = 0 then 'member' else 'administrator' end, 'allow', now(), now()
                      from generate_series(0, ?) n
                    """,
                    organization.app(),
                    organization.id(),
                    organization.app(),
                    DEPARTMENTS,
                    organization.app(),
                    organization.grants() - 1);
            handle.execute("insert into facts_version values (?, 1, 1, 1, pg_current_xact_id())", organization.id());
        });
    }

    private static double cpuSeconds(Process process) throws IOException {
        var fields = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"))
                .split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_A_SECOND;
    }

    private static String status(Process process, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElse("unknown");
    }

    private static double held(int port) {
        var metrics = given().port(port).get("/q/metrics").asString();
        var found = HELD.matcher(metrics);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                // It is not up yet.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("waited in vain");
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
