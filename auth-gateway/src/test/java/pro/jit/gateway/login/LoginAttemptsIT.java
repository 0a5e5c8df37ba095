package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** What an administrator sees of what happened to somebody. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginAttemptsIT {
    @Inject
    Jdbi jdbi;

    @Inject
    LoginAttempts attempts;

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor visitor;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member");
        visitor = Visitor.with(Visitor.FEISHU);
    }

    private String start() {
        return parameter(location(visitor.get(application.login())), "state");
    }

    private HttpResponse<String> signIn() {
        return visitor.get(application.login() + "?code=c-1&state=" + start());
    }

    private ValidatableResponse list(String... filters) {
        var request = withScope("sessions:read")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId());
        for (var filter = 0; filter < filters.length; filter += 2) {
            request.queryParam(filters[filter], filters[filter + 1]);
        }
        return request.get("/api/auth/login-attempts").then();
    }

    private void letPass(Duration age) {
        jdbi.useHandle(handle -> handle.createUpdate("update login_attempt set started_at = :then where app_id = :app")
                .bind("then", Instant.now().minus(age))
                .bind("app", application.appId())
                .execute());
    }

    @Test
    void whoIsAtFeishuHasStarted() {
        start();

        list().statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].outcome", equalTo("started"))
                .body("items[0].mode", equalTo("workspace"))
                .body("items[0].organization_id", equalTo("o1"))
                .body("items[0].started_at", notNullValue())
                .body("items[0].returned_at", nullValue())
                .body("items[0].problem", nullValue())
                .body("items[0].request_id", notNullValue());
    }

    @Test
    void whoNeverCameBackHasGivenUp() {
        start();
        letPass(Duration.ofMinutes(9));
        list("outcome", "started").body("items", hasSize(1));
        list("outcome", "abandoned").body("items", hasSize(0));

        letPass(LoginTransaction.LIFE.plusSeconds(1));

        list("outcome", "started").body("items", hasSize(0));
        list("outcome", "abandoned")
                .body("items", hasSize(1))
                .body("items[0].outcome", equalTo("abandoned"))
                .body("items[0].returned_at", nullValue());
    }

    @Test
    void whoCameBackIsTheSameAttemptWithANameAndTheRequestThePersonSaw() {
        var back = signIn();

        var requestId = back.headers().firstValue("X-Request-Id").orElseThrow();
        list("open_id", "ou_1", "outcome", "signed_in", "request_id", requestId)
                .body("items", hasSize(1))
                .body("items[0].outcome", equalTo("signed_in"))
                .body("items[0].name", equalTo("林小满"))
                .body("items[0].open_id", equalTo("ou_1"))
                .body("items[0].returned_at", notNullValue());
        list().body("items", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"not-authorized,林小满", "access-blocked,林小满", "member-not-found,林小满", "member-inactive,林小满"})
    void aRefusalNamesTheProblemAndWhoItWas(String problem, String name) {
        neighbours.denied(problem);

        assertThat(problem(signIn())).isEqualTo(problem);

        list("problem", problem, "outcome", "refused")
                .body("items[0].problem", equalTo(problem))
                .body("items[0].name", equalTo(name))
                .body("items[0].open_id", equalTo("ou_1"));
    }

    @Test
    void anotherCompanysPersonIsNamedToo() {
        neighbours.person("tenant0000000002");
        signIn();

        list().body("items.problem", contains("wrong-tenant")).body("items[0].name", equalTo("林小满"));
    }

    @Test
    void sayingNoAndComingBackWithNothingAreSeenToo() {
        visitor.get(application.login() + "?error=access_denied&state=" + start());
        visitor.get(application.login() + "?code=c-1&state=nobody-started-this");

        list().body("items.problem", contains("login-expired", "login-cancelled"))
                .body("items.mode", contains("unknown", "workspace"))
                .body("items.outcome", everyItem(equalTo("refused")));
    }

    @Test
    void aQrCodeIsAnAttemptOnceItHasBeenScanned() {
        visitor = Visitor.with(Visitor.MAC);
        var state = parameter(attribute(visitor.get(application.login()), "data-goto"), "state");
        list().body("items", hasSize(0));

        visitor.get(application.login() + "?code=c-1&state=" + state);

        list().body("items.mode", contains("qr")).body("items.outcome", contains("signed_in"));
    }

    @Test
    void theBridgeAskedIsAnAttempt() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        visitor.get(application.login());

        list().body("items.mode", contains("bridge")).body("items.outcome", contains("started"));
    }

    @Test
    void aBridgeThatDidNotAnswerAndTheRedirectAfterItAreOneStory() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var page = visitor.get(application.login());
        var authorize = location(visitor.get(attribute(page, "data-fallback")));
        visitor.get(application.login() + "?code=c-1&state=" + parameter(authorize, "state"));

        var items = list("limit", "10")
                .body("items.mode", contains("workspace", "bridge"))
                .body("items.outcome", contains("signed_in", "fell_back"))
                .body("items[0].continued_as", nullValue())
                .extract();
        assertThat(items.<String>path("items[1].continued_as")).isEqualTo(items.path("items[0].attempt_id"));
        list("outcome", "fell_back").body("items", hasSize(1));
        letPass(LoginTransaction.LIFE.plusSeconds(1));
        list("outcome", "abandoned").body("items", hasSize(0));
    }

    @Test
    void aBridgeThatHasRefusedSomebodyStaysARefusal() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var page = visitor.get(application.login());
        jdbi.useHandle(handle ->
                handle.execute("update login_attempt set outcome = 'refused' where app_id = ?", application.appId()));

        visitor.get(attribute(page, "data-fallback"));

        list().body("items.outcome", contains("started", "refused"));
    }

    @Test
    void theyCanBeLookedForByTime() {
        signIn();
        letPass(Duration.ofHours(30));
        var yesterday = Instant.now().minus(Duration.ofHours(12)).toString();

        list("from", yesterday).body("items", hasSize(0));
        visitor = Visitor.with(Visitor.FEISHU);
        signIn();
        list("from", yesterday).body("items", hasSize(1));
        list("to", yesterday).body("items", hasSize(1));
        list("from", "2020-01-01T00:00:00+08:00", "to", "2020-01-02T00:00:00+08:00")
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({"from,yesterday", "to,2026-11-26", "outcome,lost", "cursor,x", "limit,0"})
    void whatCannotBeUnderstoodIsSaid(String filter, String value) {
        list(filter, value).statusCode(400).body("errors[0].field", equalTo(filter));
    }

    @Test
    void pagesFollowEachOther() {
        for (var attempt = 0; attempt < 3; attempt++) {
            visitor = Visitor.with(Visitor.FEISHU);
            start();
        }
        var first = list("limit", "2").body("items", hasSize(2)).extract();

        list("limit", "2", "cursor", first.path("next_cursor"))
                .body("items", hasSize(1))
                .body("next_cursor", nullValue());
    }

    @Test
    void theOldAreForgotten() {
        signIn();
        letPass(Duration.ofDays(91));
        var kept = TestApplication.registered();
        neighbours.organizations(kept.orgId(), kept.appId(), "o1");
        visitor.get(kept.login());

        attempts.prune();

        list().body("items", hasSize(0));
        application = kept;
        list().body("items", hasSize(1));
    }

    @Test
    void nothingSecretIsInIt() {
        visitor.get(application.login() + "?code=code-to-be-kept-secret&state=" + start());

        assertThat(list().extract().asString())
                .doesNotContain("code-to-be-kept-secret", Neighbours.SECRET, "user-token");
    }
}
