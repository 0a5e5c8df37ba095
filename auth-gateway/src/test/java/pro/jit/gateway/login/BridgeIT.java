package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Codes of the client's JavaScript bridge. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class BridgeIT {
    private static final String TOKEN = "/open-apis/authen/v2/oauth/token";

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor inFeishu;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member", "teacher");
        inFeishu = Visitor.with(Visitor.FEISHU);
    }

    private void assertNoSession(Visitor visitor) {
        assertThat(visitor.cookie("jit_session")).isEmpty();
        assertThat(visitor.cookie("jit_refresh")).isEmpty();
        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aCodeOfTheBridgeBecomesASession() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var page = inFeishu.get(application.login());
        assertThat(page.statusCode()).isEqualTo(200);
        var state = attribute(page, "data-state");
        var body = "{\"code\":\"c-1\",\"state\":\"%s\",\"organization_id\":\"o1\"}".formatted(state);

        var answer = inFeishu.post(application.login() + "/feishu-code", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"return_to\":\"" + application.path() + "/\"}");
        assertThat(neighbours.callsTo(TOKEN).getFirst().body().has("redirect_uri"))
                .isFalse();
        assertThat(inFeishu.get(application.path() + "/session").statusCode()).isEqualTo(200);
        assertThat(problem(Visitor.with(Visitor.FEISHU).post(application.login() + "/feishu-code", body)))
                .isEqualTo("login-expired");
    }

    @Test
    void aRefusalOfTheBridgesCodeIsAPageToTheScript() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.denied("not-authorized");
        var body = "{\"code\":\"c-1\",\"state\":\"%s\",\"organization_id\":\"o1\"}"
                .formatted(attribute(inFeishu.get(application.login() + "?lang=zh"), "data-state"));

        var refused = inFeishu.postForPage(application.login() + "/feishu-code", body);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(problem(refused)).isEqualTo("not-authorized");
        assertThat(refused.body()).contains("王主管", "lang=\"zh-CN\"");
        assertNoSession(inFeishu);
    }

    @Test
    void aSignInForThePageIsStillJson() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var body = "{\"code\":\"c-1\",\"state\":\"%s\"}"
                .formatted(attribute(inFeishu.get(application.login()), "data-state"));

        var answer = inFeishu.postForPage(application.login() + "/feishu-code", body);

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.body()).isEqualTo("{\"return_to\":\"" + application.path() + "/\"}");
    }

    @Test
    void aForeignPageCannotSubmitACode() {
        var answer = inFeishu.postFrom("https://evil.example", application.login() + "/refresh");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer)).isEqualTo("forbidden");
    }
}
