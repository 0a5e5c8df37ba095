package pro.jit.gateway.accessrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;
import pro.jit.gateway.encryption.SealedJson;

/** Nobody asks in another's name, from another's page, or with what was proven too long ago or elsewhere. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class AccessRequestAttackIT {
    private static final String COOKIE = "jit_refused";

    @Inject
    SealedJson sealed;

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor visitor;

    @BeforeEach
    void aBadDay() {
        neighbours = Neighbours.fresh();
        neighbours.feishuConfirms();
        neighbours.denied("not-authorized");
        application = application();
        visitor = Visitor.with(Visitor.FEISHU);
    }

    private TestApplication application() {
        var registered = TestApplication.registered();
        neighbours.organizations(registered.orgId(), registered.appId(), "o1");
        neighbours.tell("permission", permissionPath(registered), Reply.of(201, """
                {"status":"open","asked_at":"2026-11-26T08:00:00Z"}"""));
        return registered;
    }

    private static String permissionPath(TestApplication application) {
        return "/api/permission/applications/" + application.orgId() + "/" + application.appId() + "/access-requests";
    }

    private static String path(TestApplication application) {
        return application.path() + "/access-requests";
    }

    private void refused() {
        var state = parameter(location(visitor.get(application.login())), "state");
        assertThat(problem(visitor.get(application.login() + "?code=c-1&state=" + state)))
                .isEqualTo("not-authorized");
    }

    private void assertRefusedAs(String problem, TestApplication application) {
        var answer = visitor.postForm(path(application), "reason=please");

        assertThat(problem(answer)).isEqualTo(problem);
        assertThat(neighbours.callsTo(permissionPath(application))).isEmpty();
    }

    @Test
    void whoWasNotRefusedCannotAsk() {
        assertRefusedAs("login-expired", application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access-blocked", "member-not-found", "member-inactive", "organization-disabled"})
    void whoIsRefusedForAnotherReasonIsNotOfferedToAsk(String reason) {
        neighbours.denied(reason);
        var state = parameter(location(visitor.get(application.login())), "state");

        var page = visitor.get(application.login() + "?code=c-1&state=" + state);

        assertThat(problem(page)).isEqualTo(reason);
        assertThat(page.body()).doesNotContain("<form");
        assertThat(visitor.cookie(COOKIE)).isEmpty();
        assertRefusedAs("login-expired", application);
    }

    @Test
    void anotherSitesPageCannotAsk() {
        refused();

        var answer = visitor.postFormFrom("https://evil.example", path(application), "reason=please");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer)).isEqualTo("forbidden");
        assertThat(problem(visitor.postFrom("https://evil.example", path(application))))
                .isEqualTo("forbidden");
        assertThat(neighbours.callsTo(permissionPath(application))).isEmpty();
    }

    @Test
    void whatWasProvenForOneApplicationIsGoodForNoOther() {
        refused();
        var other = application();
        visitor.plant(COOKIE, path(other), visitor.cookie(COOKIE).orElseThrow());

        assertRefusedAs("login-expired", other);
    }

    @Test
    void afterTenMinutesItHasToBeProvenAnew() {
        plant(Instant.now().minus(Duration.ofMinutes(11)));
        assertRefusedAs("login-expired", application);

        plant(Instant.now().plus(Duration.ofMinutes(5)));
        assertRefusedAs("login-expired", application);

        plant(Instant.now().minus(Duration.ofMinutes(9)));
        assertThat(visitor.postForm(path(application), "reason=please").statusCode())
                .isEqualTo(201);
    }

    private void plant(Instant at) {
        var refused = new Refused("o1", "ou_1", "on_1", "tenant0000000001", "林小满", application.login(), at);
        visitor.plant(COOKIE, path(application), sealed.seal(application.orgId() + "/" + application.appId(), refused));
    }

    @Test
    void aCookieThatWasTouchedIsNone() {
        refused();
        var good = visitor.cookie(COOKIE).orElseThrow();
        for (var position : new int[] {0, 5, 20, good.length() / 2, good.length() - 2}) {
            var changed = new StringBuilder(good);
            changed.setCharAt(position, good.charAt(position) == 'A' ? 'B' : 'A');
            visitor.plant(COOKIE, path(application), changed.toString());
            assertRefusedAs("login-expired", application);
        }
        for (var odd : new String[] {"x", "%00", "=".repeat(10), good.substring(4), good + good, "A".repeat(4_000)}) {
            visitor.plant(COOKIE, path(application), odd);
            assertRefusedAs("login-expired", application);
        }
    }

    @Test
    void anotherCookieOfOursIsNone() {
        refused();
        visitor.get(application.login());
        for (var name : new String[] {"jit_trips", "jit_login_"}) {
            var other = visitor.cookies().entrySet().stream()
                    .filter(cookie -> cookie.getKey().toString().contains(name))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            visitor.plant(COOKIE, path(application), other);
            assertRefusedAs("login-expired", application);
        }
    }

    @Test
    void whatWasProvenIsNoSession() {
        refused();
        var kept = visitor.cookie(COOKIE).orElseThrow();
        visitor.plant("jit_session", application.path(), kept);
        visitor.plant("jit_refresh", application.login(), kept);

        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(401);
        assertThat(visitor.post(application.login() + "/refresh", "{}").statusCode())
                .isEqualTo(401);
    }

    @Test
    void nothingInTheRequestSaysWhoAsks() {
        refused();

        visitor.postForm(
                path(application) + "?open_id=ou_2", "reason=please&open_id=ou_2&union_id=on_2&organization_id=o2");

        var body = neighbours.callsTo(permissionPath(application)).getFirst().body();
        assertThat(body.path("open_id").asText()).isEqualTo("ou_1");
        assertThat(body.path("union_id").asText()).isEqualTo("on_1");
        assertThat(body.path("organization_id").asText()).isEqualTo("o1");
    }
}
