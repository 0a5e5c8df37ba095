package pro.jit.gateway.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** A session: who it lets in, how it is left, and what administrators see of it. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class SessionIT extends SignedInMember {
    @Test
    void withoutASessionScriptsAreTold() {
        var answer = Visitor.with(Visitor.MAC).accepting("*/*").get(application.path() + "/session");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(problem(answer)).isEqualTo("session-required");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aTokenOfAnotherApplicationIsNone() {
        var visitor = signedIn();
        var other = TestApplication.registered();
        visitor.plant("jit_session", other.path(), visitor.cookie("jit_session").orElseThrow());
        assertThat(visitor.get(other.path() + "/session").statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsNotSignedInLogsOutWithoutHarm() {
        var nobody = Visitor.with(Visitor.MAC);

        assertThat(nobody.post(application.path() + "/logout", "").statusCode()).isEqualTo(303);
    }

    @Test
    void logoutEndsTheSessionAndIsNotUndoneByTheNextVisit() {
        var visitor = signedIn();
        var sid = sid(visitor);
        var token = visitor.cookie("jit_session").orElseThrow();
        var refresh = visitor.cookie("jit_refresh").orElseThrow();
        assertThat(visitor.get(application.path() + "/logout").body()).contains("<form method=\"post\"");

        var out = visitor.post(application.path() + "/logout", "");

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(location(out)).isEqualTo(Visitor.ORIGIN + application.login());
        var page = visitor.get(application.login());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You have logged out", "start=feishu");
        visitor.plant("jit_session", application.path(), token);
        visitor.plant("jit_refresh", application.login(), refresh);
        assertThat(isIn(visitor)).isFalse();
        assertThat(visitor.post(application.login() + "/refresh", "").statusCode())
                .isEqualTo(401);
        assertThat(endReason(sid)).isEqualTo("logout");
    }

    @Test
    void logoutWorksWithAnExpiredToken() throws InterruptedException {
        var visitor = signedIn();
        var sid = sid(visitor);
        var claims = tokens.verify(visitor.cookie("jit_session").orElseThrow())
                .orElseThrow()
                .claims();
        visitor.plant(
                "jit_session",
                application.path(),
                tokens.issue(claims, Duration.ofSeconds(1)).token());
        Thread.sleep(1_200);
        assertThat(isIn(visitor)).isFalse();

        visitor.post(application.path() + "/logout", "");

        assertThat(endReason(sid)).isEqualTo("logout");
    }

    @Test
    void aForeignPageCannotLogOut() {
        var visitor = signedIn();
        assertThat(visitor.postFrom("https://evil.example", application.path() + "/logout")
                        .statusCode())
                .isEqualTo(403);
        assertThat(isIn(visitor)).isTrue();
    }

    @Test
    void anAdministratorSeesAndEndsSessions() {
        var visitor = signedIn();
        var other = signedIn();

        withScope("sessions:read")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .queryParam("active", "true")
                .get("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].member_id", equalTo(memberId))
                .body("items[0].amr[0]", equalTo("feishu_workspace"))
                .body("items[0].device", equalTo("Feishu on macOS"))
                .body("items[0].address", equalTo("127.0.0.1"))
                .body("next_cursor", equalTo(null));
        withScope("sessions:write")
                .delete("/api/auth/sessions/" + sid(visitor))
                .then()
                .statusCode(204);
        assertThat(isIn(visitor)).isFalse();
        assertThat(isIn(other)).isTrue();
        withScope("sessions:write")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .queryParam("member_id", memberId)
                .delete("/api/auth/sessions")
                .then()
                .statusCode(200)
                .body("ended", equalTo(1));
        assertThat(isIn(other)).isFalse();
    }

    @Test
    void administrationWantsItsScopes() {
        withScope("sessions:write").get("/api/auth/sessions").then().statusCode(403);
        withScope("sessions:read")
                .delete("/api/auth/sessions?org_id=a&app_id=b")
                .then()
                .statusCode(403);
        withScope("sessions:read").delete("/api/auth/sessions/x").then().statusCode(403);
        withScope("applications:read").get("/api/auth/login-attempts").then().statusCode(403);
        given().get("/api/auth/sessions").then().statusCode(401);
        withScope("sessions:read").get("/api/auth/sessions?limit=1000").then().statusCode(400);
        withScope("sessions:read").get("/api/auth/sessions?cursor=!!").then().statusCode(400);
        withScope("sessions:write").delete("/api/auth/sessions/nonsense").then().statusCode(404);
        withScope("sessions:write").delete("/api/auth/sessions?org_id=a").then().statusCode(400);
    }

    @Test
    void signInsAreRecorded() {
        signedIn();
        neighbours.denied("not-authorized");
        var refused = Visitor.with(Visitor.FEISHU);
        refused.get(application.login() + "?code=c&state="
                + parameter(location(refused.get(application.login())), "state"));

        withScope("sessions:read")
                .queryParam("app_id", application.appId())
                .get("/api/auth/login-attempts")
                .then()
                .body("items", hasSize(2))
                .body("items[0].outcome", equalTo("refused"))
                .body("items[0].problem", equalTo("not-authorized"))
                .body("items[0].open_id", equalTo("ou_1"))
                .body("items[1].outcome", equalTo("signed_in"));
    }
}
