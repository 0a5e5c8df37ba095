package pro.jit.sandbox;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.CompanySize;

/**
 * Prints how many pages of find_by_department a sandbox of 100 000 people answers for each second of one core that it uses, and the memory it
 * holds. First it reads the first page of every department over and over, and most departments are small; then only first pages that are full. The sandbox
 * is a process of its own with 320 MB of heap, so that what the caller costs, and what else the machine does, is not counted.
 */
final class FindByDepartmentBenchmark {
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = 6;
    private static final int FULL = 50;
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process sandbox;
    private final String origin;
    private final String token;
    private final List<Page> pages = new ArrayList<>();

    /** A page as the benchmark found it: what asks for it, and how many people are on it. */
    private record Page(String query, int people) {}

    private FindByDepartmentBenchmark(Process sandbox, String origin) {
        this.sandbox = sandbox;
        this.origin = origin;
        var credentials =
                new JsonObject().put("app_id", Apps.DEMONSTRATION_ID).put("app_secret", Apps.DEMONSTRATION_SECRET);
        this.token = answer(
                        HttpRequest.newBuilder(URI.create(origin + "/open-apis/auth/v3/tenant_access_token/internal"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(credentials.encode())))
                .getString("tenant_access_token");
        departments().forEach(department -> pages.add(firstPage(department)));
    }

    private List<String> departments() {
        var found = new ArrayList<>(List.of("0"));
        var next = "";
        while (next != null) {
            var page = answer(HttpRequest.newBuilder(
                    URI.create(origin + "/sandbox/api/departments?page_size=1000&page_token=" + next)));
            page.getJsonArray("items").forEach(department -> found.add(((JsonObject) department).getString("open_id")));
            next = page.getString("page_token");
        }
        return found;
    }

    // Later pages are left out: their tokens are forgotten when the sandbox has given very many others.
    private Page firstPage(String department) {
        var query = "page_size=" + FULL + "&department_id=" + department;
        return new Page(
                query,
                answer(asking(query))
                        .getJsonObject("data")
                        .getJsonArray("items")
                        .size());
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        var sandbox = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "pro.jit.sandbox.Main",
                        "--port",
                        "0",
                        "--no-limits",
                        "--people",
                        String.valueOf(CompanySize.MOST_PEOPLE),
                        "--departments",
                        String.valueOf(CompanySize.MOST_DEPARTMENTS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
            var ready = said.readLine();
            var benchmark = new FindByDepartmentBenchmark(sandbox, ready.substring(ready.indexOf('=') + 1));
            benchmark.run("every department", benchmark.pages);
            benchmark.run(
                    "those with a full page",
                    benchmark.pages.stream()
                            .filter(page -> page.people() == FULL)
                            .toList());
            benchmark.tellMemory();
        } finally {
            sandbox.destroy();
        }
    }

    private void run(String name, List<Page> asked) {
        System.out.printf(
                "%s: %d, %.1f people on a page%n",
                name,
                asked.size(),
                asked.stream().mapToInt(Page::people).average().orElseThrow());
        for (int round = 1; round <= ROUNDS; round++) {
            runRound(round, asked);
        }
    }

    private void runRound(int round, List<Page> asked) {
        var next = new AtomicInteger();
        var cpu = cpu();
        var start = System.nanoTime();
        var end = start + ROUND.toNanos();
        CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                        .mapToObj(connection -> CompletableFuture.runAsync(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        read(asked.get(next.getAndIncrement() % asked.size()));
                                    }
                                },
                                task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        System.out.printf(
                "  round %d: %.0f pages for each second of a core, %.0f pages/s with this caller beside it%n",
                round,
                next.get() / ((cpu().toNanos() - cpu.toNanos()) / 1e9),
                next.get() * 1e9 / (System.nanoTime() - start));
    }

    private void tellMemory() throws IOException {
        Files.readAllLines(Path.of("/proc", String.valueOf(sandbox.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .forEach(line -> System.out.println(
                        "resident memory " + line.substring(6).strip()));
        var system = (OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        System.out.printf(
                "%d processors, load %.1f, Java %s%n",
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                Runtime.version().feature());
    }

    private Duration cpu() {
        return sandbox.info().totalCpuDuration().orElseThrow();
    }

    private void read(Page page) {
        var answer = http.sendAsync(asking(page.query()).build(), BodyHandlers.ofByteArray())
                .join();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Answered " + answer.statusCode());
        }
    }

    private HttpRequest.Builder asking(String query) {
        return HttpRequest.newBuilder(URI.create(origin + "/open-apis/contact/v3/users/find_by_department?" + query))
                .header("Authorization", "Bearer " + token);
    }

    private JsonObject answer(HttpRequest.Builder request) {
        return new JsonObject(
                http.sendAsync(request.build(), BodyHandlers.ofString()).join().body());
    }
}
