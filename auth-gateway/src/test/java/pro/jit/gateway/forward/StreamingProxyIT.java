package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.forward.RawConnection.lines;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.decision.AccessDecisions;
import pro.jit.gateway.decision.Decision;

/** What passes through the proxy, as fast as both sides take it, and what becomes of it when one does not. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(value = TestUpstream.class, restrictToAnnotatedClass = true)
class StreamingProxyIT {
    private static final long MEGABYTE = 1024 * 1024;

    /** Socket buffers of a few connections, and what the proxy holds; far from what would pass in the time. */
    private static final long HELD_UNDER_WAY = 64 * MEGABYTE;

    private final Sessions sessions;
    private final AccessDecisions decisions;
    private final String upstream;
    private final URI gateway;

    StreamingProxyIT(
            Sessions sessions,
            AccessDecisions decisions,
            @ConfigProperty(name = "test.upstream", defaultValue = "not started") String upstream,
            @ConfigProperty(name = "test.url") URI gateway) {
        this.sessions = sessions;
        this.decisions = decisions;
        this.upstream = upstream;
        this.gateway = gateway;
    }

    @BeforeEach
    void createApplications() {
        Sessions.awaitReadiness();
        Sessions.createApplication("stream", "app", upstream);
        Sessions.createApplication("stream", "down", "http://127.0.0.1:1");
    }

    private RequestSpecification signedIn(String appId) {
        return given().redirects().follow(false).cookie("jit_session", sessions.token("stream", appId));
    }

    private String head(String method, String path, String... more) {
        return "%s %s HTTP/1.1\r\nHost: localhost:8080\r\nCookie: jit_session=%s\r\n%s"
                .formatted(
                        method,
                        path,
                        sessions.token("stream", path.split("/", 4)[2]),
                        more.length == 0 ? "\r\n" : lines(more));
    }

    /** Waits until the number has been the same for a while, and gives it. */
    private static long settled(LongSupplier number) {
        var last = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(700))
                .until(() -> {
                    var now = number.getAsLong();
                    return now > 0 && last.getAndSet(now) == now;
                });
        return last.get();
    }

    private long flooded() {
        return Long.parseLong(signedIn("app").get("/stream/app/flooded").asString());
    }

    @Test
    void aVisitorWhoReadsSlowlySlowsTheApplicationDown() throws Exception {
        try (var slow = RawConnection.to(gateway)) {
            slow.send(head("GET", "/stream/app/flood"));

            var written = settled(this::flooded);

            assertThat(written).isLessThan(HELD_UNDER_WAY);
            slow.readUntil("\r\n\r\n");
            readSome(slow, 4 * written);
            await().atMost(Duration.ofSeconds(30)).until(() -> flooded() > written);
        }
    }

    private static void readSome(RawConnection connection, long bytes) throws IOException {
        assertThat(connection.skip(bytes)).isEqualTo(bytes);
    }

    @Test
    void anApplicationThatReadsSlowlySlowsTheVisitorDown() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(head("POST", "/stream/app/stall", "Content-Length: " + (1L << 40)));
            visitor.send("first").readUntil("listening\r\n");
            var sent = new AtomicLong();
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        visitor.send(new byte[65_536]);
                        sent.addAndGet(65_536);
                    }
                } catch (IOException e) {
                    // closed below
                }
            });

            assertThat(settled(sent::get)).isLessThan(HELD_UNDER_WAY);
        }
    }

    @Test
    void anApplicationThatClosesItsConnectionInsteadOfAnsweringIsAskedOnceMore() {
        signedIn("app").get("/stream/app/hang-up/1").then().statusCode(200).body(equalTo("2"));
        signedIn("app").get("/stream/app/again/hang-up/2").then().statusCode(502);
        signedIn("app")
                .get("/stream/app/again/hang-up/2")
                .then()
                .statusCode(200)
                .body(equalTo("3"));
    }

    @Test
    void whatMayChangeSomethingIsNotAskedTwice() {
        signedIn("app").body("once").post("/stream/app/hang-up/1").then().statusCode(502);
        signedIn("app")
                .body("once")
                .post("/stream/app/hang-up/1")
                .then()
                .statusCode(200)
                .body(equalTo("2"));
    }

    @Test
    void aDecisionIsAskedForOnceMoreWhereTheReplicaThatWasAskedLeaves() {
        assertThat(decisions.forMember("stream/app", "m"))
                .isEqualTo(new Decision.Granted("m", "o", List.of("member"), null, null, null));
    }

    private void awaitTheApplicationLeftAlone(String segment) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> signedIn("app").get("/stream/app/open/" + segment).asString(), "0"::equals);
    }

    private void awaitOneAt(String segment) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> signedIn("app").get("/stream/app/open/" + segment).asString(), "1"::equals);
    }

    /** Until the other side has closed; how much that was, at most far more than is held under way. */
    private static long sendUntilClosed(RawConnection connection) {
        var sent = 0L;
        try {
            while (sent < 4 * HELD_UNDER_WAY) {
                connection.send(new byte[65_536]);
                sent += 65_536;
            }
        } catch (IOException e) {
            // what is waited for
        }
        return sent;
    }

    @Test
    void anUploadAnApplicationTakesNothingOfIsGivenUp() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(head("POST", "/stream/app/stall", "Content-Length: " + (1L << 40)));
            visitor.send("first").readUntil("listening\r\n");

            assertThat(sendUntilClosed(visitor)).isLessThan(HELD_UNDER_WAY);

            awaitTheApplicationLeftAlone("stall");
        }
    }

    @Test
    void anUploadAnApplicationTakesNothingOfAndIsSilentAboutIsGivenUpByName() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(
                    head("POST", "/stream/app/deaf", "Accept: application/json", "Content-Length: " + 64 * MEGABYTE));
            Thread.ofVirtual().start(() -> sendUntilClosed(visitor));

            assertThat(visitor.readUntil("application-unavailable")).startsWith("HTTP/1.1 502");
            signedIn("app").get("/stream/app/deaf/wake").then().statusCode(200);
            awaitTheApplicationLeftAlone("deaf");
        }
    }

    @Test
    void anAnswerItsVisitorTakesNothingOfIsGivenUp() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(head("GET", "/stream/app/flood"));
            awaitOneAt("flood");

            awaitTheApplicationLeftAlone("flood");
            assertThat(visitor.skip(1L << 40)).isLessThan(HELD_UNDER_WAY);
        }
    }

    @Test
    void aVisitorWhoLeavesTakesTheRequestAlong() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(head("GET", "/stream/app/slow")).readUntil("first\r\n");
            awaitOneAt("slow");
        }

        awaitTheApplicationLeftAlone("slow");
    }

    @Test
    void aWebSocketTakesMoreThanFitsIntoItsBuffers() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(upgrade("/stream/app/hungry-socket")).readUntil("\r\n\r\n");

            visitor.send(new byte[TestWebSocket.HUNGER]);

            assertThat(visitor.readUntil("taken")).endsWith("taken");
        }
    }

    @Test
    void aWebSocketAnApplicationTakesNothingOfIsGivenUp() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(upgrade("/stream/app/deaf-socket")).readUntil("\r\n\r\n");
            awaitOneAt("deaf-socket");

            assertThat(sendUntilClosed(visitor)).isLessThan(HELD_UNDER_WAY);

            awaitTheApplicationLeftAlone("deaf-socket");
        }
    }

    @Test
    void aWebSocketWhoseVisitorLeavesUnheardIsGivenUp() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(upgrade("/stream/app/deaf-socket")).readUntil("\r\n\r\n");
            visitor.send(new byte[65_536]);
            awaitOneAt("deaf-socket");
        }

        awaitTheApplicationLeftAlone("deaf-socket");
    }

    @Test
    void anAnswersTrailersArriveWithoutCookiesOfOurs() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            var answer = visitor.send(head("GET", "/stream/app/trailers", "TE: trailers", "Connection: close"))
                    .readAll();

            assertThat(answer).containsIgnoringCase("trailer: Checksum").endsWith("0\r\nChecksum: abc\r\n\r\n");
            assertThat(answer).doesNotContain("stolen");
        }
    }

    @Test
    void whatIsOfTheApplicationsConnectionAloneStaysThere() {
        var answer = signedIn("app").get("/stream/app/hops");

        assertThat(answer.header("X-Of-This-Connection")).isNull();
        assertThat(answer.header("Keep-Alive")).isNull();
        assertThat(answer.header("X-Of-The-Message")).isEqualTo("1");
    }

    @Test
    void whoAsksBeforeSendingABodyIsToldToGoOn() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            visitor.send(
                    head("POST", "/stream/app/size", "Content-Length: 5", "Expect: 100-continue", "Connection: close"));

            assertThat(visitor.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            assertThat(visitor.send("12345").readAll())
                    .startsWith("HTTP/1.1 200")
                    .endsWith("5");
        }
    }

    @Test
    void anApplicationThatDoesNotBeginToAnswerInTimeIsNamed() {
        signedIn("app")
                .accept("application/json")
                .get("/stream/app/silent")
                .then()
                .statusCode(502)
                .body("type", equalTo("urn:jit:problem:application-unavailable"));
        signedIn("app")
                .accept("application/json")
                .body(new byte[3 * 1024 * 1024])
                .post("/stream/app/silent")
                .then()
                .statusCode(502)
                .body("type", equalTo("urn:jit:problem:application-unavailable"));
    }

    @Test
    void anAnswerThatBreaksOffIsNotPassedOnAsAWholeOne() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            var answer =
                    visitor.send(head("GET", "/stream/app/cut-in-the-middle")).readAll();

            assertThat(answer).contains("half").doesNotEndWith("0\r\n\r\n");
        }
    }

    private String upgrade(String path) {
        return head(
                "GET",
                path,
                "Connection: X-Jit-Roles, Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    @Test
    void theHandshakeOfAWebSocketSetsNoCookieOfOurs() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            assertThat(visitor.send(upgrade("/stream/app/socket")).readUntil("member-1"))
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("upgrade: websocket")
                    .doesNotContain("stolen");
        }
    }

    @Test
    void anApplicationThatWantsNoWebSocketSaysSoItself() throws Exception {
        try (var visitor = RawConnection.to(gateway)) {
            assertThat(visitor.send(upgrade("/stream/app/no-socket")).readUntil("no WebSocket here"))
                    .startsWith("HTTP/1.1 400")
                    .doesNotContain("stolen");
        }
    }

    @Test
    void aWebSocketToAnApplicationThatIsAwayOrSilentIsNamed() throws Exception {
        for (var path : new String[] {"/stream/down/socket", "/stream/app/silent-socket"}) {
            try (var visitor = RawConnection.to(gateway)) {
                assertThat(visitor.send(upgrade(path)).readUntil("application-unavailable"))
                        .startsWith("HTTP/1.1 502")
                        .contains("application-unavailable");
            }
        }
    }
}
