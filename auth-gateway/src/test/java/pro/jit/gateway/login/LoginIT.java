package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
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

/** The way through Feishu and back into the application, and what binds it to one browser. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginIT {
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

    /** Goes to Feishu and comes back with a code. */
    private HttpResponse<String> signIn(Visitor visitor, String query) {
        var authorize = location(visitor.get(application.login() + query));
        return comeBack(visitor, parameter(authorize, "state"));
    }

    private HttpResponse<String> comeBack(Visitor visitor, String state) {
        return visitor.get(application.login() + "?code=c-1&state=" + state);
    }

    private void assertNoSession(Visitor visitor) {
        assertThat(visitor.cookie("jit_session")).isEmpty();
        assertThat(visitor.cookie("jit_refresh")).isEmpty();
        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(401);
    }

    @Test
    void theTileLeadsInWithoutAClick() throws Exception {
        var toFeishu =
                inFeishu.get(application.login() + "?return_to=" + application.path() + "/desk%3Fa%3Db&foreign=1");

        assertThat(toFeishu.statusCode()).isEqualTo(303);
        var authorize = location(toFeishu);
        assertThat(authorize).contains("/open-apis/authen/v1/authorize?");
        assertThat(parameter(authorize, "client_id")).isEqualTo(Neighbours.APP_ID);
        assertThat(parameter(authorize, "response_type")).isEqualTo("code");
        assertThat(parameter(authorize, "redirect_uri")).isEqualTo(Visitor.ORIGIN + application.login());
        assertThat(parameter(authorize, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(authorize, "state")).hasSizeGreaterThanOrEqualTo(43);

        var back = comeBack(inFeishu, parameter(authorize, "state"));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(location(back)).isEqualTo(Visitor.ORIGIN + application.path() + "/desk?a=b");
        var exchange = neighbours.callsTo(TOKEN);
        assertThat(exchange).hasSize(1);
        var body = exchange.getFirst().body();
        assertThat(body.path("client_secret").asText()).isEqualTo(Neighbours.SECRET);
        assertThat(body.path("redirect_uri").asText()).isEqualTo(Visitor.ORIGIN + application.login());
        var challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(body.path("code_verifier").asText().getBytes(StandardCharsets.US_ASCII)));
        assertThat(challenge).isEqualTo(parameter(authorize, "code_challenge"));

        var session = inFeishu.accepting("application/json").get(application.path() + "/session");
        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body())
                .contains(
                        "\"member_id\":\"m1\"", "\"roles\":[\"member\",\"teacher\"]", "\"amr\":[\"feishu_workspace\"]");
        assertThat(inFeishu.cookie("jit_login_" + LoginTransaction.key(parameter(authorize, "state"))))
                .isEmpty();
    }

    @Test
    void permissionServiceIsAskedWithWhatFeishuSaid() {
        signIn(inFeishu, "");

        var question = neighbours.callsTo("/access/v1/evaluation").getFirst();
        assertThat(question.authorization()).startsWith("Bearer ey");
        assertThat(question.requestId()).isNotEqualTo("null");
        assertThat(question.body().toString())
                .contains(
                        "\"type\":\"feishu_user\"",
                        "\"id\":\"ou_1\"",
                        "\"organization_id\":\"o1\"",
                        "\"union_id\":\"on_1\"")
                .contains("\"tenant_key\":\"tenant0000000001\"", "\"name\":\"login\"")
                .contains("\"id\":\"" + application.orgId() + "/" + application.appId() + "\"");
    }

    @Test
    void whoIsInIsNotAskedAgain() {
        signIn(inFeishu, "");

        var again = inFeishu.get(application.login() + "/?return_to=" + application.path() + "/x");
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(location(again)).isEqualTo(Visitor.ORIGIN + application.path() + "/x");
        assertThat(location(inFeishu.get(application.login() + "?prompt=login")))
                .contains("/authorize?");
    }

    @Test
    void anAliveRefreshCookieBringsANewSessionUnnoticed() {
        signIn(inFeishu, "");
        var refresh = inFeishu.cookie("jit_refresh");
        inFeishu.forget("jit_session");

        var again = inFeishu.get(application.login());

        assertThat(location(again)).isEqualTo(Visitor.ORIGIN + application.path() + "/");
        assertThat(inFeishu.cookie("jit_session")).isPresent();
        assertThat(inFeishu.cookie("jit_refresh")).isPresent().isNotEqualTo(refresh);
    }

    @Test
    void cookiesAreExactlyAsPromised() {
        var toFeishu = inFeishu.get(application.login());
        var back = comeBack(inFeishu, parameter(location(toFeishu), "state"));

        assertThat(toFeishu.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.matches("jit_login_[A-Za-z0-9_-]{16}=[A-Za-z0-9_-]+; Path="
                        + application.login() + "; Max-Age=600; HttpOnly; SameSite=Lax"));
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.matches(
                        "jit_session=ey[^;]+; Path=" + application.path() + "; Max-Age=\\d+; HttpOnly; SameSite=Lax"))
                .anyMatch(cookie -> cookie.matches("jit_refresh=[A-Za-z0-9_-]{43}; Path=" + application.login()
                        + "; Max-Age=43200; HttpOnly; SameSite=Lax"));
    }

    @Test
    void aScannedCodeIsRedeemedAtThePassportsEndpoint() {
        var browser = Visitor.with(Visitor.MAC);
        var goTo = attribute(browser.get(application.login()), "data-goto");

        var back = comeBack(browser, parameter(goTo, "state"));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
        var redeemed =
                neighbours.callsTo("/open-apis/authen/v1/oidc/access_token").getFirst();
        assertThat(redeemed.authorization()).isEqualTo("Bearer t-app");
        assertThat(browser.accepting("application/json")
                        .get(application.path() + "/session")
                        .body())
                .contains("\"amr\":[\"feishu_qr\"]");
    }

    @Test
    void theFourthTripWithinAMinuteIsAPage() {
        for (var trip = 0; trip < 3; trip++) {
            assertThat(inFeishu.get(application.login()).statusCode()).isEqualTo(303);
        }
        var fourth = inFeishu.get(application.login());

        assertThat(fourth.statusCode()).isEqualTo(200);
        assertThat(fourth.body()).contains("start=feishu", "You have been sent to log in again and again.");
    }

    @Test
    void theTripsOfOneApplicationAreNoneOfAnother() {
        for (var trip = 0; trip < 3; trip++) {
            inFeishu.get(application.login());
        }
        var other = TestApplication.registered();
        neighbours.organizations(other.orgId(), other.appId(), "o1");

        assertThat(inFeishu.get(other.login()).statusCode()).isEqualTo(303);
    }

    @Test
    void aBrowserKeepsFiveTransactionsAtMost() {
        var browser = Visitor.with(Visitor.MAC);
        for (var start = 0; start < 8; start++) {
            browser.get(application.login());
        }
        assertThat(browser.cookies().keySet().stream()
                        .filter(key -> key.toString().contains("jit_login_")))
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/other/app/",
                "PATH/../../x",
                "PATH/%2e%2e/%2e%2e/x",
                "PATH//evil.example",
                "PATH/%252e%252e/x",
                "PATH/login",
                "PATH/logout",
                "javascript:alert(1)"
            })
    void anOpenRedirectIsNotToBeHad(String evil) {
        var returnTo = java.net.URLEncoder.encode(evil.replace("PATH", application.path()), StandardCharsets.UTF_8);

        var back = signIn(inFeishu, "?return_to=" + returnTo);

        assertThat(location(back)).isEqualTo(Visitor.ORIGIN + application.path() + "/");
    }

    @Test
    void aStateOfAnotherBrowserIsRefused() {
        var state = parameter(location(inFeishu.get(application.login())), "state");
        var other = Visitor.with(Visitor.FEISHU);

        var back = comeBack(other, state);

        assertThat(back.statusCode()).isEqualTo(400);
        assertThat(problem(back)).isEqualTo("login-expired");
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
        assertNoSession(other);
    }

    @Test
    void aReplayedStateIsRefusedEvenWithItsCookiePutBack() {
        var state = parameter(location(inFeishu.get(application.login())), "state");
        var name = "jit_login_" + LoginTransaction.key(state);
        var kept = inFeishu.cookie(name).orElseThrow();
        comeBack(inFeishu, state);
        var thief = Visitor.with(Visitor.FEISHU);
        thief.plant(name, application.login(), kept);

        var back = comeBack(thief, state);

        assertThat(problem(back)).isEqualTo("login-expired");
        assertThat(neighbours.callsTo(TOKEN)).hasSize(1);
        assertNoSession(thief);
    }

    @Test
    void theCallbackReloadedBySomebodyWhoIsInGoesOn() {
        var state = parameter(location(inFeishu.get(application.login())), "state");
        comeBack(inFeishu, state);

        var again = comeBack(inFeishu, state);

        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(location(again)).isEqualTo(Visitor.ORIGIN + application.path() + "/");
        assertThat(neighbours.callsTo(TOKEN)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?code=c-1", "?code=c-1&state=", "?code=c-1&state=x", "?error=access_denied&state=nonsense"})
    void aCallbackNobodyStartedIsRefused(String query) {
        var back = inFeishu.get(application.login() + query);
        assertThat(back.statusCode()).isEqualTo(400);
        assertThat(problem(back)).isEqualTo("login-expired");
    }

    @Test
    void aTransactionOfOneApplicationIsNoneOfAnother() {
        var state = parameter(location(inFeishu.get(application.login())), "state");
        var name = "jit_login_" + LoginTransaction.key(state);
        var other = TestApplication.registered();
        neighbours.organizations(other.orgId(), other.appId(), "o1");
        inFeishu.plant(name, other.login(), inFeishu.cookie(name).orElseThrow());

        var back = inFeishu.get(other.login() + "?code=c-1&state=" + state);

        assertThat(problem(back)).isEqualTo("login-expired");
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
    }

    @Test
    void aTokenNamesThePersonAsTheirCompanyDoesWhereFeishuSaysItToTheDirectoryAlone() {
        neighbours.tell("permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":true,"context":{"reason":"granted","member_id":"m1","organization_id":"o1","roles":["member"],
                 "name":"林小满","picture":null,"user_id":"xiaoman.lin"}}"""));

        comeBack(inFeishu, parameter(location(inFeishu.get(application.login())), "state"));

        var token = inFeishu.cookie("jit_session").orElseThrow();
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]), StandardCharsets.UTF_8);
        assertThat(claims).contains("\"user_id\":\"xiaoman.lin\"");
    }
}
