package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of each service, each behind one address: they are one service, and what happens to one of them is nobody's loss. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoReplicasIT {
    private static final List<String> PROCESSES = List.of(
            "auth_gateway",
            "auth_gateway_2",
            "org_sync_service",
            "org_sync_service_2",
            "permission_service",
            "permission_service_2");

    /** Feishu tells again after 15 seconds of what nobody took. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private TestStack stack;
    private Guide guide;
    private List<String> people;
    private Instant scheduled = Instant.MAX;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        stack = TestStack.up(data, "--empty", "--no-limits", "--replicas", "2");
        guide = new Guide(stack);
        guide.createApplication();
        guide.setUpFeishuApp();
        people = guide.hire(3 * PROCESSES.size() + 2);
        var app = guide.feishuApp();
        var created = guide.createOrganization(
                app.path("app_id").asText(), app.path("app_secret").asText());
        guide.finished(created.body().path("first_sync_run_id").asText());
        guide.havePushed();
        guide.grantTo("everyone", "");
        TestStack.eventually("The grant to everybody", () -> guide.isGranted(guide.member(people.getLast())));
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    @Order(1)
    void oneSynchronizationRunsAtATime() throws Exception {
        var asked = new ArrayList<Callable<LocalHttp.Answer>>();
        for (int i = 0; i < 8; i++) {
            var replica = stack.replica(i % 2 == 0 ? "org_sync_service" : "org_sync_service_2");
            asked.add(() -> guide.startRun(replica));
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : callers.invokeAll(asked)) {
                assertThat(answer.get().status()).isIn(202, 409);
            }
        }
        TestStack.eventually("The end of all runs", () -> guide.runs().stream()
                .noneMatch(run -> run.path("status").asText().equals("running")));

        var runs = guide.runs().stream()
                .sorted(Comparator.comparing(run -> at(run.path("started_at").asText())))
                .toList();
        for (int i = 1; i < runs.size(); i++) {
            assertThat(at(runs.get(i).path("started_at").asText()))
                    .isAfterOrEqualTo(at(runs.get(i - 1).path("finished_at").asText()));
        }
    }

    /** The time comes while the tests after this one go on; the last one looks. */
    @Test
    @Order(2)
    void aScheduleIsSet() {
        scheduled = Instant.now().plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.MINUTES);
        guide.schedule(scheduled.atOffset(ZoneOffset.UTC).getMinute() + " * * * *");
    }

    @Test
    @Order(3)
    void aSessionMadeOnOneIsCheckedOnTheOtherAndItsEndIsSeenByBoth() throws Exception {
        var visitor = new Visitor(guide.address(), people.getLast());
        assertThat(visitor.tapTile().statusCode()).isEqualTo(200);

        assertThat(visitor.isInAt(stack.replica("auth_gateway"))).isTrue();
        assertThat(visitor.isInAt(stack.replica("auth_gateway_2"))).isTrue();

        var session = guide.sessions("active=true").path(0).path("sid").asText();
        stack.send("DELETE", stack.replica("auth_gateway_2") + "/api/auth/sessions/" + session, TestStack.json())
                .orFail("Ending the session");
        for (var replica : List.of("auth_gateway", "auth_gateway_2")) {
            eventually("The end at " + replica, () -> !visitor.isInAt(stack.replica(replica)));
        }
    }

    @Test
    @Order(4)
    void nothingIsLostAndEveryoneGetsInWhicheverIsKilled() throws Exception {
        var stays = signedIn(people.get(people.size() - 2));
        for (int i = 0; i < PROCESSES.size(); i++) {
            var name = PROCESSES.get(i);
            var leaves = signedIn(people.get(3 * i));

            var killed = stack.process(name);
            killed.destroyForcibly();
            guide.delete(people.get(3 * i));
            var first = signedIn(people.get(3 * i + 1));
            var second = signedIn(people.get(3 * i + 2));

            eventually("Who left while " + name + " was killed is refused", () -> !leaves.isIn());
            for (var in : List.of(stays, first, second)) {
                eventually("Who did not leave is in", in::isIn);
            }
            eventually(
                    name + " is back",
                    () -> stack.process(name).pid() != killed.pid() && stack.isReady(stack.replica(name)));
        }
        assertThat(stays.isIn()).isTrue();
    }

    /** Nobody tries twice here. */
    @Test
    @Order(5)
    void aRollingUpdateRefusesNoSignIn() throws Exception {
        var refused = new ConcurrentLinkedQueue<String>();
        var entered = new AtomicInteger();
        var updating = new AtomicBoolean(true);
        try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                var person = people.get(3 * i + 1);
                visitors.execute(() -> {
                    while (updating.get()) {
                        attempt(person).ifPresentOrElse(refused::add, entered::incrementAndGet);
                        pause();
                    }
                });
            }
            try {
                PROCESSES.forEach(stack::restart);
            } finally {
                updating.set(false);
            }
        }
        System.out.printf("sign-ins during the rolling update: %d%n", entered.get());
        assertThat(refused).isEmpty();
        assertThat(entered).hasValueGreaterThan(PROCESSES.size());
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why not, if the person did not get in. */
    private Optional<String> attempt(String person) {
        try {
            var visitor = new Visitor(guide.address(), person);
            var answer = visitor.tapTile();
            if (answer.statusCode() != 200) {
                return Optional.of(Instant.now() + " " + answer.statusCode() + " "
                        + answer.uri().getPath() + " "
                        + answer.headers().firstValue("X-Request-Id").orElse(""));
            }
            return visitor.isIn() ? Optional.empty() : Optional.of(Instant.now() + " not in after signing in");
        } catch (IOException | RuntimeException e) {
            return Optional.of(Instant.now() + " " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    @Test
    @Order(6)
    void theScheduleHasFiredOnce() throws Exception {
        eventually("The time has come, and each replica has looked twice since", () -> Instant.now()
                .isAfter(scheduled.plusSeconds(30)));

        assertThat(guide.runs().stream()
                        .map(run -> at(run.path("started_at").asText()))
                        .filter(started -> !started.isBefore(scheduled)))
                .hasSize(1);
    }

    /** In within four tries, a second apart: more than one may meet what was under way with whoever was killed. */
    private Visitor signedIn(String person) throws Exception {
        var visitor = new Visitor(guide.address(), person);
        var tries = 0;
        while (!enters(visitor)) {
            assertThat(++tries).as("tries of " + person + " to sign in").isLessThan(4);
            Thread.sleep(1_000);
        }
        return visitor;
    }

    private static boolean enters(Visitor visitor) throws InterruptedException {
        try {
            return visitor.tapTile().statusCode() == 200 && visitor.isIn();
        } catch (IOException e) {
            return false;
        }
    }

    private static void eventually(String what, Callable<Boolean> holds) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!holdsNow(holds)) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** Nothing does while whoever was asked is being killed. */
    private static boolean holdsNow(Callable<Boolean> holds) throws Exception {
        try {
            return holds.call();
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
