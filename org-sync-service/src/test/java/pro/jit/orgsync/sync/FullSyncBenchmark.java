package pro.jit.orgsync.sync;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.local.server.FreePort;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Replica;
import pro.jit.orgsync.testing.Sandbox.App;

/**
 * Prints what reading a company takes: calls against the fewest possible, time against the fewest seconds that Feishu's limit allows for them, and the
 * most memory of the service, which has 256 MB of heap. The sandbox is a process of its own that keeps Feishu's limits. No test: run by name,
 * {@code -Dit.test=FullSyncBenchmark -Djit.people=100000 -Djit.departments=5000}; about eight minutes. With
 * {@code -Djit.allowed-a-minute=60000} nobody limits, so that what is not waiting is seen.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class FullSyncBenchmark {
    private static final String PEOPLE = System.getProperty("jit.people", "100000");
    private static final String DEPARTMENTS = System.getProperty("jit.departments", "5000");
    private static final int ALLOWED_A_MINUTE = Integer.getInteger("jit.allowed-a-minute", 1000);

    @Inject
    OrgSync orgSync;

    @Test
    void readsTheWholeCompanyAndThenOnceMore(@TempDir Path folder) throws Exception {
        var port = FreePort.find();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-jar",
                Path.of("..", "deploy", "feishu-sandbox", "target", "feishu-sandbox.jar")
                        .toString(),
                "--port",
                String.valueOf(port),
                "--people",
                PEOPLE,
                "--departments",
                DEPARTMENTS));
        if (ALLOWED_A_MINUTE > 1000) {
            command.add("--no-limits");
        }
        var sandbox = new ProcessBuilder(command).inheritIO().start();
        var feishu = "http://localhost:" + port;
        try {
            awaitHealth(feishu);
            String id;
            try (var replica = Replica.start(
                    folder,
                    Map.of(
                            "jit.feishu.open-base-url",
                            feishu,
                            "jit.feishu-client.requests-per-second",
                            String.valueOf(ALLOWED_A_MINUTE / 20),
                            "jit.feishu-client.requests-per-minute",
                            String.valueOf(ALLOWED_A_MINUTE)))) {
                var app = given().contentType("application/json")
                        .body(Map.of("name", "A large company"))
                        .post(feishu + "/sandbox/api/apps");
                var created = orgSync.writer()
                        .port(replica.port())
                        .body(OrgSync.request(new App(app.path("app_id"), app.path("app_secret"))))
                        .post(OrgSync.ORGANIZATIONS);
                id = created.path("organization_id");
                report("first", replica, run(id, created.path("first_sync_run_id")));
                String second = orgSync.writer()
                        .port(replica.port())
                        .body(Map.of())
                        .post(OrgSync.ORGANIZATIONS + "/" + id + "/sync-runs")
                        .path("run_id");
                report("second", replica, run(id, second));
            }
        } finally {
            sandbox.destroy();
            sandbox.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static void awaitHealth(String feishu) throws InterruptedException {
        for (int attempt = 0; attempt < 240; attempt++) {
            try {
                if (given().get(feishu + "/sandbox/api/health").statusCode() == 200) {
                    return;
                }
            } catch (Exception e) {
                // It is not up yet.
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("The sandbox did not start");
    }

    private JsonPath run(String id, String runId) throws InterruptedException {
        var run = orgSync.run(id, runId);
        var stage = "";
        var since = System.nanoTime();
        while ("running".equals(run.getString("status"))) {
            if (!stage.equals(run.getString("stage"))) {
                System.out.printf("%.0f s, then %s%n", (System.nanoTime() - since) / 1e9, run.getString("stage"));
                stage = run.getString("stage");
                since = System.nanoTime();
            }
            Thread.sleep(500);
            run = orgSync.run(id, runId);
        }
        System.out.printf("%.0f s, then it was over%n", (System.nanoTime() - since) / 1e9);
        return run;
    }

    private static void report(String which, Replica replica, JsonPath run) throws IOException {
        var took = Duration.between(
                Instant.parse(run.getString("started_at")), Instant.parse(run.getString("finished_at")));
        var made = run.getInt("calls.made");
        var fewestSeconds = made * 60.0 / ALLOWED_A_MINUTE;
        System.out.printf(
                "%s run: %s, %d people, %d departments, %d calls (fewest possible %d, throttled %d, extra %s), %.0f s = %.3f of calls / rate, most memory %s%n",
                which,
                run.getString("status"),
                run.getInt("members.read"),
                run.getInt("departments.read"),
                made,
                run.getInt("calls.lower_bound"),
                run.getInt("calls.throttled"),
                run.getList("calls.extra"),
                took.toMillis() / 1000.0,
                took.toMillis() / 1000.0 / fewestSeconds,
                mostMemory(replica));
    }

    private static String mostMemory(Replica replica) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(replica.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("unknown");
    }
}
