package pro.jit.sandbox;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import pro.jit.sandbox.model.CompanySize;
import pro.jit.sandbox.model.Department;

/**
 * Prints how many pages of find_by_department, of 50 people at most, a sandbox of 100 000 people answers in a second on loopback, and the heap it
 * holds. The one caller is in the same JVM, so the two share what processors there are.
 */
final class FindByDepartmentBenchmark {
    private static final int CONNECTIONS = 8;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    private final FeishuSandbox sandbox;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token;
    private final List<String> departments;

    private FindByDepartmentBenchmark(FeishuSandbox sandbox) {
        this.sandbox = sandbox;
        this.token = SandboxTest.post(
                        sandbox.origin() + "/open-apis/auth/v3/tenant_access_token/internal",
                        new JsonObject().put("app_id", SandboxTest.APP).put("app_secret", SandboxTest.SECRET))
                .json()
                .getString("tenant_access_token");
        this.departments =
                sandbox.company().departments().stream().map(Department::openId).toList();
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        System.setProperty("io.netty.noUnsafe", "true");
        var config = SandboxConfig.anyPort()
                .withoutLimits()
                .with(new CompanySize(CompanySize.MOST_PEOPLE, CompanySize.MOST_DEPARTMENTS, 1));
        try (var sandbox = FeishuSandbox.start(config)) {
            var benchmark = new FindByDepartmentBenchmark(sandbox);
            benchmark.run(WARM_UP);
            System.out.printf("%.0f pages/s%n", benchmark.run(MEASURED));
            System.gc();
            var runtime = Runtime.getRuntime();
            System.out.printf(
                    "%d MB of heap in use, %d MB at most, %d processors, Java %s%n",
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    runtime.maxMemory() >> 20,
                    runtime.availableProcessors(),
                    Runtime.version().feature());
        }
        System.exit(0);
    }

    private double run(Duration time) {
        var next = new AtomicInteger();
        var start = System.nanoTime();
        var end = start + time.toNanos();
        CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                        .mapToObj(connection -> CompletableFuture.runAsync(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        read(departments.get(next.getAndIncrement() % departments.size()));
                                    }
                                },
                                task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
        return next.get() * 1e9 / (System.nanoTime() - start);
    }

    private void read(String department) {
        var request = HttpRequest.newBuilder(URI.create(sandbox.origin()
                        + "/open-apis/contact/v3/users/find_by_department?page_size=50&department_id=" + department))
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofByteArray()).join();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Answered " + answer.statusCode());
        }
    }
}
