package pro.jit.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.token.TokenCalls;

/** Each thing the gateway leans on is stopped while somebody is in: who goes on, who is refused, and that all is well again afterwards. */
@QuarkusTest
@QuarkusTestResource(value = OutageEnvironment.class, restrictToAnnotatedClass = true)
class OutageIT {
    @Inject
    Jdbi jdbi;

    /** Set by {@link OutageEnvironment}. */
    Consumer<String> outage = unset -> {
        throw new IllegalStateException("Not injected");
    };

    private Neighbours neighbours;
    private TestApplication application;

    @BeforeEach
    void aHappyDay() {
        ready(200);
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member");
    }

    @AfterEach
    void allIsWellAgain() {
        for (var what : new String[] {"postgres", "org-sync", "permission"}) {
            outage.accept("start " + what);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }

    private static void ready(int status) {
        soon().until(() -> given().get("/q/health/ready").statusCode() == status);
    }

    private HttpResponse<String> signIn(Visitor visitor) {
        var authorize = location(visitor.get(application.login()));
        return visitor.get(application.login() + "?code=c-1&state=" + parameter(authorize, "state"));
    }

    private Visitor signedIn() {
        var visitor = Visitor.with(Visitor.FEISHU);
        assertThat(signIn(visitor).statusCode()).isEqualTo(303);
        assertThat(forwardAuth(visitor).statusCode()).isEqualTo(200);
        return visitor;
    }

    private Response forwardAuth(Visitor visitor) {
        return given().header("X-Original-Method", "GET")
                .header("X-Original-URL", Visitor.ORIGIN + application.path() + "/")
                .header("Cookie", "jit_session=" + visitor.cookie("jit_session").orElse(""))
                .get("/forward-auth");
    }

    private static void assertNamedOutage(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(problem(response)).isEqualTo("service-unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    private int refresh(Visitor visitor) {
        return visitor.post(application.login() + "/refresh", "").statusCode();
    }

    /** By the check, through the proxy and for a script, and for longer than anything is remembered as fresh. */
    private void assertGoesOn(Visitor visitor) throws InterruptedException {
        for (var round = 0; round < 4; round++) {
            assertThat(forwardAuth(visitor).statusCode()).isEqualTo(200);
            assertThat(visitor.get(application.path() + "/").statusCode()).isEqualTo(200);
            assertThat(visitor.get(application.path() + "/session").statusCode())
                    .isEqualTo(200);
            Thread.sleep(1_000);
        }
    }

    @Test
    void whileTheDatabaseIsAwayOpenSessionsGoOnAndNobodyNewEnters() throws Exception {
        var visitor = signedIn();
        outage.accept("stop postgres");

        soon().untilAsserted(() -> assertNamedOutage(visitor.post(application.login() + "/refresh", "")));
        assertGoesOn(visitor);
        ready(200);
        var stranger = Visitor.with(Visitor.FEISHU);
        assertNamedOutage(signIn(stranger));
        assertThat(stranger.cookie("jit_session")).isEmpty();

        outage.accept("start postgres");
        soon().until(() -> refresh(visitor) == 204);
        signedIn();
    }

    @Test
    void whilePermissionServiceIsAwayOpenSessionsGoOnAndNobodyNewEnters() throws Exception {
        var visitor = signedIn();
        outage.accept("stop permission");

        var refused = signIn(Visitor.with(Visitor.FEISHU));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(problem(refused)).isEqualTo("permission-unavailable");
        assertThat(refresh(visitor)).isEqualTo(204);
        assertGoesOn(visitor);

        outage.accept("start permission");
        signedIn();
    }

    @Test
    void whileOrgSyncServiceIsAwayKnownPeopleSignIn() throws Exception {
        var visitor = signedIn();
        outage.accept("stop org-sync");

        assertGoesOn(visitor);
        signedIn();
        assertThat(refresh(visitor)).isEqualTo(204);
        outage.accept("start org-sync");
    }

    @Test
    void whileKafkaIsAwaySessionsAreCheckedInTheDatabase() throws Exception {
        var visitor = signedIn();
        var ended = signedIn();
        var sid = sid(ended);
        outage.accept("stop kafka");

        ready(503);
        assertGoesOn(visitor);
        given().auth()
                .oauth2(TokenCalls.operatorToken("sessions:read"))
                .get("/api/auth/revocations")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:jit:problem:service-unavailable"));
        // As another replica ends one: this one cannot hear of it through the topic.
        jdbi.useHandle(handle -> handle.execute(
                "update session set ended_at = now(), end_reason = 'administrator' where sid = ?::uuid", sid));
        soon().until(() -> forwardAuth(ended).statusCode() == 401);
        assertGoesOn(visitor);
        var signedInMeanwhile = signedIn();
        signedInMeanwhile.post(application.path() + "/logout", "");
        assertThat(signedInMeanwhile.cookie("jit_session")).isEmpty();

        outage.accept("stop postgres");
        soon().untilAsserted(() -> {
            var checked = forwardAuth(visitor);
            assertThat(checked.statusCode()).as("nobody can say").isEqualTo(503);
            assertThat(checked.<String>path("type")).isEqualTo("urn:jit:problem:service-unavailable");
            assertThat(checked.header("Retry-After")).isNotNull();
            assertThat(checked.header("X-Jit-Member-Id")).isNull();
        });
        assertNamedOutage(visitor.get(application.path() + "/"));
        assertNamedOutage(visitor.get(application.path() + "/session"));
        outage.accept("start postgres");
        outage.accept("start kafka");
        ready(200);
        soon().until(() -> forwardAuth(visitor).statusCode() == 200);
    }

    private String sid(Visitor visitor) {
        var body = visitor.get(application.path() + "/session").body();
        return body.substring(body.indexOf("\"sid\":\"") + 7).split("\"", 2)[0];
    }
}
