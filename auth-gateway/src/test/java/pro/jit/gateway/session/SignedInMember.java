package pro.jit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.token.TokenCalls.withScope;

import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.Visitor;
import pro.jit.gateway.token.SessionTokens;

/** A member who signs in to an application of each test's own, and what tests of sessions ask about them. */
abstract class SignedInMember {
    @Inject
    SessionTokens tokens;

    Neighbours neighbours;
    TestApplication application;
    String memberId;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        memberId = "m" + System.nanoTime();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted(memberId, "o1", "member");
    }

    Visitor signedIn() {
        var visitor = Visitor.with(Visitor.FEISHU);
        var state = parameter(location(visitor.get(application.login())), "state");
        visitor.get(application.login() + "?code=c&state=" + state);
        assertThat(isIn(visitor)).isTrue();
        return visitor;
    }

    boolean isIn(Visitor visitor) {
        return visitor.get(application.path() + "/session").statusCode() == 200;
    }

    String sid(Visitor visitor) {
        return tokens.verify(visitor.cookie("jit_session").orElseThrow())
                .orElseThrow()
                .claims()
                .sid();
    }

    String endReason(String sid) {
        return withScope("sessions:read")
                .queryParam("org_id", application.orgId())
                .queryParam("app_id", application.appId())
                .get("/api/auth/sessions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items.find { it.sid == '" + sid + "' }.end_reason");
    }
}
