package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pro.jit.gateway.console.Administrators.PASSWORD;
import static pro.jit.gateway.console.Administrators.made;
import static pro.jit.gateway.console.Administrators.signedIn;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** A page of the console that was left open: what it asks by itself is nobody's doing, and goes no longer than the session. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ConsoleAttendanceIT {
    private static final String SETUP = "/api/org/organizations/o1/setup/check";

    @Inject
    Jdbi jdbi;

    Neighbours neighbours;
    String username;
    Visitor browser;

    @BeforeEach
    void fresh() {
        neighbours = Neighbours.fresh();
        username = made(jdbi, false);
        browser = signedIn(username, PASSWORD);
    }

    private RequestSpecification call() {
        return given().cookie("jit_console", browser.cookie("jit_console").orElseThrow())
                .header("X-Forwarded-Host", "localhost:8080")
                .contentType("application/json");
    }

    /** Somebody was last there twenty minutes ago. */
    private Instant idleUntilLater() {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update console_session set last_seen_at = now() - interval '20 minutes',
                            idle_expires_at = now() + interval '10 minutes'
                        where username = :name""").bind("name", username).execute());
        return idleUntil();
    }

    private Instant idleUntil() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select idle_expires_at from console_session where username = :name")
                        .bind("name", username)
                        .mapTo(Instant.class)
                        .one());
    }

    @ParameterizedTest
    @CsvSource({
        "/console/session, X-Jit-Unattended, true",
        "/api/auth/applications, X-Jit-Unattended, true",
        "/console/session, Accept, text/event-stream",
        "/api/auth/applications, Accept, text/event-stream"
    })
    void whatAPageAsksByItselfDoesNotKeepTheSessionAlive(String path, String header, String value) {
        var before = idleUntilLater();

        call().header(header, value).get(path);

        assertThat(idleUntil()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/console/session, X-Jit-Unattended, false",
        "/api/auth/applications, X-Jit-Unattended, yes",
        "/console/session, Accept, application/json",
        "/api/auth/applications, Accept, application/json"
    })
    void whatSomebodyDoesDoes(String path, String header, String value) {
        var before = idleUntilLater();

        call().header(header, value).get(path).then().statusCode(200);

        assertThat(idleUntil()).isAfter(before);
    }

    @Test
    void aCheckThatNobodyAskedForIsNotInTheRecordAndWhateverElseIs() {
        neighbours.tell("org-sync", SETUP, Reply.ok("{\"steps\":[]}"));
        neighbours.tell("org-sync", "/api/org/organizations/o1/sync-runs", Reply.ok("{}"));

        call().header("X-Jit-Unattended", "true").post(SETUP).then().statusCode(200);
        call().post(SETUP).then().statusCode(200);
        call().header("X-Jit-Unattended", "true")
                .body("{}")
                .post("/api/org/organizations/o1/sync-runs")
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recorded("/sync-runs")).isEqualTo(1));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(recorded("/setup/check")).isEqualTo(1));
    }

    private int recorded(String path) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from console_action where actor = :actor and path like '%' || :path")
                .bind("actor", "administrator:" + username)
                .bind("path", path)
                .mapTo(Integer.class)
                .one());
    }

    @ParameterizedTest
    @CsvSource({"signing out", "idle", "removed"})
    void whatIsStillBeingAnsweredIsCutWhenTheSessionEnds(String end) throws Exception {
        var path = "/api/org/organizations/o1/sync-runs/r1/progress";
        neighbours.tell("org-sync", path, new Reply(200, "everybody's", 60_000));
        var request = call();
        var answer = CompletableFuture.supplyAsync(() -> request.get(path).asString());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !neighbours.callsTo(path).isEmpty());

        switch (end) {
            case "signing out" -> browser.post("/console/logout", "");
            case "idle" ->
                jdbi.useHandle(handle -> handle.createUpdate(
                                "update console_session set idle_expires_at = now() where username = :name")
                        .bind("name", username)
                        .execute());
            default -> signedIn().ask("DELETE", "/console/administrators/" + username);
        }

        // A client that asks again by itself is told that its session has ended.
        assertThat(answer.exceptionally(cut -> "cut").get(50, TimeUnit.SECONDS)).doesNotContain("everybody's");
    }
}
