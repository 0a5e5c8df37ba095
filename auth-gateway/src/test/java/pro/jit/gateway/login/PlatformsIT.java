package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Organization;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** Lark beside Feishu, both generations of the token endpoint, several applications and several entry origins on one host. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class PlatformsIT {
    private static final String V1 = "/open-apis/authen/v1/oidc/access_token";
    private static final String V2 = "/open-apis/authen/v2/oauth/token";
    private static final String V3 = "/oauth/v3/token";
    private static final String TENANT = "tenant0000000001";

    private Neighbours neighbours;
    private TestApplication application;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.feishuConfirms();
    }

    private void have(Organization... organizations) {
        neighbours.configured(application.orgId(), application.appId(), organizations);
        neighbours.granted("m1", organizations[organizations.length - 1].id(), "member");
    }

    private static Organization feishu(String generation) {
        return new Organization("feishu-" + generation, "feishu", Neighbours.APP_ID, generation, TENANT);
    }

    private static Organization lark(String generation) {
        return new Organization("lark-" + generation, "lark", "cli_lark000000001", generation, TENANT);
    }

    private void larkConfirms() {
        neighbours.tell("lark-open", V2, Reply.ok("{\"code\":0,\"access_token\":\"lark-token\"}"));
        neighbours.tell("lark-open", V1, Reply.ok("{\"code\":0,\"data\":{\"access_token\":\"lark-token\"}}"));
        neighbours.tell("lark-open", "/open-apis/auth/v3/app_access_token/internal", Reply.ok("""
                {"code":0,"app_access_token":"t-lark","expire":7200}"""));
        neighbours.tell("lark-open", "/open-apis/authen/v1/user_info", Reply.ok("""
                {"code":0,"data":{"open_id":"ou_lark","name":"Emma","tenant_key":"%s"}}""".formatted(TENANT)));
    }

    private void signIn(Visitor visitor, String query) {
        var state = parameter(location(visitor.get(application.login() + query)), "state");
        visitor.get(application.login() + "?code=c-1&state=" + state);
    }

    private int session(Visitor visitor) {
        return visitor.get(application.path() + "/session").statusCode();
    }

    @Test
    void aLarkOrganizationBesideAFeishuOneIsSentToLark() {
        have(feishu("v2"), lark("v2"));
        larkConfirms();
        var visitor = Visitor.with(Visitor.FEISHU);
        var choice = visitor.get(application.login());
        assertThat(choice.body()).contains("Example Ltd · Feishu", "Example Ltd · Lark");

        var toLark = location(visitor.get(application.login() + "?organization_id=lark-v2"));
        assertThat(toLark)
                .startsWith("http://localhost:1/open-apis/authen/v1/authorize?")
                .contains("client_id=cli_lark000000001");
        visitor.get(application.login() + "?code=c-1&state=" + parameter(toLark, "state"));

        assertThat(session(visitor)).isEqualTo(200);
        assertThat(neighbours.callsTo(V2).stream().map(Neighbours.Call::server)).containsExactly("lark-open");
        assertThat(neighbours
                        .callsTo("/access/v1/evaluation")
                        .getFirst()
                        .body()
                        .path("subject")
                        .path("id")
                        .asText())
                .isEqualTo("ou_lark");
    }

    @Test
    void theQrCodeOfALarkOrganizationIsLarks() {
        have(lark("v2"));
        larkConfirms();
        var visitor = Visitor.with(Visitor.MAC);

        var page = visitor.get(application.login());

        var goTo = attribute(page, "data-goto");
        var passport = attribute(page, "data-passport-origin");
        assertThat(goTo).startsWith(passport + "/suite/passport/oauth/authorize?client_id=cli_lark000000001");
        assertThat(page.body())
                .contains("src=\"http://lark-sdk.example:9/qr.js\"", "Log in with Lark", "Scan with Lark")
                .doesNotContain("Feishu", "feishu.cn", "http://sdk.example");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' http://lark-sdk.example:9;", "frame-src " + passport + ";")
                .doesNotContain("http://sdk.example");

        visitor.get(application.login() + "?code=c-1&state=" + parameter(goTo, "state"));

        assertThat(session(visitor)).isEqualTo(200);
        assertThat(neighbours.callsTo(V1).stream().map(Neighbours.Call::server)).containsExactly("lark-open");
    }

    @Test
    void theBridgeOfALarkOrganizationIsLarksAndSoIsTheAppLink() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        have(lark("v2"));

        var page = Visitor.with(Visitor.FEISHU).get(application.login());
        assertThat(page.body()).contains("src=\"http://lark-sdk.example:9/h5.js\"", "Lark is signing you in");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self' http://lark-sdk.example:9;");

        assertThat(Visitor.with(Visitor.PHONE).get(application.login()).body())
                .contains("https://applink.larksuite.com/client/web_app/open?appId=cli_lark000000001", "Open in Lark");
    }

    @Test
    void theGenerationAsConfiguredIsAskedFirst() {
        have(feishu("v3"));
        neighbours.tell("accounts", V3, Reply.ok("{\"code\":0,\"access_token\":\"user-token\"}"));
        var visitor = Visitor.with(Visitor.FEISHU);

        signIn(visitor, "");

        assertThat(session(visitor)).isEqualTo(200);
        assertThat(neighbours.callsTo(V3)).hasSize(1);
        assertThat(neighbours.callsTo(V2)).isEmpty();
    }

    @Test
    void aRefusalOfTheThirdGenerationIsFinalToo() {
        have(feishu("v3"));
        neighbours.tell("accounts", V3, Reply.of(400, "{\"code\":20003,\"error\":\"invalid_grant\"}"));
        var visitor = Visitor.with(Visitor.FEISHU);
        var state = parameter(location(visitor.get(application.login())), "state");

        assertThat(problem(visitor.get(application.login() + "?code=c-1&state=" + state)))
                .isEqualTo("feishu-code-rejected");
        assertThat(neighbours.callsTo(V2)).isEmpty();
    }

    @Test
    void whereNoConnectionIsToBeHadTheOtherGenerationIsAsked() {
        have(lark("v3"));
        larkConfirms();
        var visitor = Visitor.with(Visitor.FEISHU);

        signIn(visitor, "");

        assertThat(session(visitor)).isEqualTo(200);
        assertThat(neighbours.callsTo(V2)).hasSize(1);
    }

    @Test
    void applicationsOnOneHostKnowNothingOfEachOther() {
        have(feishu("v2"));
        var visitor = Visitor.with(Visitor.FEISHU);
        signIn(visitor, "");
        var first = application;
        application = TestApplication.registered();
        have(feishu("v2"));

        assertThat(session(visitor)).isEqualTo(401);
        assertThat(location(visitor.get(application.login()))).contains("/authorize?");
        signIn(visitor, "");
        assertThat(session(visitor)).isEqualTo(200);
        visitor.post(application.path() + "/logout", "");
        assertThat(session(visitor)).isEqualTo(401);
        assertThat(visitor.get(first.path() + "/session").statusCode()).isEqualTo(200);
    }

    @Test
    void whoComesByAnotherEntryOriginStaysThere() {
        have(feishu("v2"));
        var visitor = Visitor.with(Visitor.FEISHU).comingBy("https", "jit.example");
        var toFeishu = location(visitor.get(application.login()));
        assertThat(parameter(toFeishu, "redirect_uri")).isEqualTo("https://jit.example" + application.login());

        var back = visitor.get(application.login() + "?code=c-1&state=" + parameter(toFeishu, "state"));

        assertThat(location(back)).isEqualTo("https://jit.example" + application.path() + "/");
        assertThat(neighbours.callsTo(V2).getFirst().body().path("redirect_uri").asText())
                .isEqualTo("https://jit.example" + application.login());
    }

    @Test
    void anOrganizationWhoseCompanyIsNotKnownYetLeavesItToItsDirectory() {
        have(new Organization("unknown", "feishu", Neighbours.APP_ID, "v2", null));
        var visitor = Visitor.with(Visitor.FEISHU);

        signIn(visitor, "");

        assertThat(session(visitor)).isEqualTo(200);
        assertThat(neighbours
                        .callsTo("/access/v1/evaluation")
                        .getFirst()
                        .body()
                        .path("subject")
                        .path("properties")
                        .path("tenant_key")
                        .asText())
                .isEqualTo(TENANT);
    }
}
