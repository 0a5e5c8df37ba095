package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.Neighbours.Reply;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

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
    void withoutAnOrganizationTheTileOpensTheOrdinaryLoginPage() {
        neighbours.organizations(application.orgId(), application.appId());

        var page = inFeishu.get(application.login());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("School desk").doesNotContain("jit-problem", "start=feishu");
    }

    @Test
    void otherMethodsAreLinks() {
        application = TestApplication.registered(
                Map.of("login_methods", List.of(Map.of("title", "Password", "url", "https://sso.example/login"))));
        neighbours.organizations(application.orgId(), application.appId());

        assertThat(inFeishu.get(application.login()).body()).contains("href=\"https://sso.example/login\"", "Password");
    }

    @Test
    void anOrdinaryBrowserSeesTheQrCodeAndAButton() {
        var browser = Visitor.with(Visitor.MAC);
        var page = browser.get(application.login());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "data-goto=\"http://localhost:",
                        "/suite/passport/oauth/authorize?client_id=" + Neighbours.APP_ID)
                .contains("src=\"http://sdk.example:9/qr.js\"", "Log in with Feishu");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains(
                        "script-src 'self' http://sdk.example:9;",
                        "frame-ancestors 'none'",
                        "frame-src http://localhost:")
                .doesNotContain("unsafe-inline");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
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
    void theButtonRedirects() {
        var browser = Visitor.with(Visitor.MAC);

        signIn(browser, "?start=feishu");

        assertThat(browser.accepting("application/json")
                        .get(application.path() + "/session")
                        .body())
                .contains("\"amr\":[\"feishu_browser\"]");
    }

    @Test
    void aPhoneIsNotAskedToScanItself() {
        var page = Visitor.with(Visitor.PHONE).get(application.login());

        assertThat(page.body())
                .contains("https://applink.feishu.cn/client/web_app/open?appId=" + Neighbours.APP_ID, "Open in Feishu")
                .contains("Log in with Feishu")
                .doesNotContain("data-goto");
    }

    @Test
    void pagesSpeakTheVisitorsLanguage() {
        assertThat(Visitor.with(Visitor.MAC)
                        .speaking("zh-CN,zh;q=0.9,en;q=0.8")
                        .get(application.login())
                        .body())
                .contains("使用飞书登录");
        assertThat(Visitor.with(Visitor.MAC)
                        .get(application.login() + "?lang=zh")
                        .body())
                .contains("使用飞书登录");
    }

    @Test
    void aChosenLanguageIsKeptAcrossTheWayToFeishu() {
        var page = Visitor.with(Visitor.FEISHU).speaking("en");
        page.get(application.login() + "?lang=zh");
        assertThat(page.cookie("jit_lang")).hasValue("zh");
        neighbours.denied("access-blocked");

        var refused = signIn(page, "");

        assertThat(refused.body()).contains("lang=\"zh-CN\"");
        assertThat(page.get(application.path() + "/logout").body()).contains("lang=\"zh-CN\"");
        assertThat(page.get(application.path() + "/logout?lang=en").body()).contains("lang=\"en\"");
        assertThat(page.get(application.login() + "?lang=tlh&start=feishu")
                        .headers()
                        .allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("jit_lang"));
    }

    @Test
    void aWrongPickCanBeTakenBack() {
        neighbours.organizations(application.orgId(), application.appId(), "o1", "o2");
        var browser = Visitor.with(Visitor.MAC);
        var page = browser.get(application.login() + "?organization_id=o2&return_to=" + application.path() + "/x");
        assertThat(page.body()).contains("id=\"choose-another\"", "prompt=select_account&amp;return_to=");
        neighbours.person("tenant0000000002");
        var refused = signIn(browser, "?start=feishu&return_to=" + application.path() + "/x");
        assertThat(problem(refused)).isEqualTo("wrong-tenant");
        assertThat(refused.body())
                .contains("prompt=select_account", "Choose another organization")
                .contains("Your account: <strong>林小满</strong>", "<strong>Example Ltd</strong>");

        var choice = browser.get(application.login() + "?prompt=select_account&lang=en");

        assertThat(choice.body())
                .contains("class=\"choices\"", "Company o1", "Company o2", "Example Ltd · Feishu")
                .contains("prompt=select_account&amp;lang=zh");
    }

    @Test
    void oneOrganizationIsNoneToChooseFrom() {
        assertThat(Visitor.with(Visitor.MAC).get(application.login()).body()).doesNotContain("choose-another");
        assertThat(location(inFeishu.get(application.login() + "?prompt=select_account")))
                .contains("/authorize?");
    }

    @Test
    void oneOfSeveralOrganizationsIsPickedAndRemembered() {
        neighbours.organizations(application.orgId(), application.appId(), "o1", "o2", "o3:disabled");
        var choice = inFeishu.get(application.login());
        assertThat(choice.statusCode()).isEqualTo(200);
        assertThat(choice.body()).contains("Company o1", "Company o2").doesNotContain("Company o3");

        var picked = inFeishu.get(application.login() + "?organization_id=o2");
        assertThat(location(picked)).contains("/authorize?");
        assertThat(location(inFeishu.get(application.login()))).contains("/authorize?");
        assertThat(inFeishu.cookie("jit_organization")).hasValue("o2");
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
    void anUnknownApplicationIsTold() {
        var page = inFeishu.get("/whwy/nosuchapp/login");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(problem(page)).isEqualTo("unknown-application");
        assertThat(inFeishu.get("/api/auth/login").statusCode()).isEqualTo(404);
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
    void sayingNoAtFeishuLeadsBackToTheLoginPage() {
        var state = parameter(location(inFeishu.get(application.login())), "state");

        var back = inFeishu.get(application.login() + "?error=access_denied&state=" + state);

        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(problem(back)).isEqualTo("login-cancelled");
        assertThat(back.body()).contains("start=feishu");
        assertNoSession(inFeishu);
    }

    @ParameterizedTest
    @CsvSource({
        "20003,400,feishu-code-rejected,400",
        "20004,400,feishu-code-rejected,400",
        "20024,400,feishu-code-rejected,400",
        "20065,400,feishu-code-rejected,400",
        "20071,400,feishu-code-rejected,400",
        "20002,400,feishu-credentials-rejected,502",
        "20009,400,feishu-credentials-rejected,502",
        "20048,400,feishu-credentials-rejected,502",
        "20069,400,feishu-credentials-rejected,502",
        "20010,400,outside-availability,403",
        "20008,400,member-inactive,403",
        "20066,400,member-inactive,403",
        "20050,500,feishu-unavailable,502",
        "20072,503,feishu-unavailable,502",
        "99991400,429,feishu-unavailable,502",
        "31337,400,feishu-unavailable,502"
    })
    void aRefusalOfTheTokenEndpointHasItsName(int code, int status, String problem, int told) {
        neighbours.tell(
                "open",
                TOKEN,
                Reply.of(status, "{\"code\":%d,\"error\":\"x\",\"error_description\":\"y\"}".formatted(code)));

        var back = signIn(inFeishu, "");

        assertThat(problem(back)).isEqualTo(problem);
        assertThat(back.statusCode()).isEqualTo(told);
        assertThat(neighbours.callsTo(TOKEN)).as("never retried").hasSize(1);
        assertNoSession(inFeishu);
    }

    @ParameterizedTest
    @CsvSource({"20021", "20022", "20023", "20008"})
    void aPersonWhoIsGoneIsInactive(int code) {
        neighbours.tell(
                "open", "/open-apis/authen/v1/user_info", Reply.ok("{\"code\":%d,\"msg\":\"x\"}".formatted(code)));
        assertThat(problem(signIn(inFeishu, ""))).isEqualTo("member-inactive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{}",
                "{\"code\":0}",
                "{\"code\":0,\"data\":[]}",
                "{\"code\":0,\"data\":{\"open_id\":7,\"tenant_key\":\"tenant0000000001\"}}",
                "{\"code\":0,\"data\":{\"open_id\":\"ou_1\"}}",
                "{\"code\":true,\"data\":{\"open_id\":\"ou_1\",\"tenant_key\":\"tenant0000000001\"}}"
            })
    void anAnswerOfFeishuThatMakesNoSenseIsUnavailability(String body) {
        neighbours.tell("open", "/open-apis/authen/v1/user_info", Reply.ok(body));
        var back = signIn(inFeishu, "");
        assertThat(problem(back)).isEqualTo("feishu-unavailable");
        assertNoSession(inFeishu);
    }

    @Test
    void theOtherGenerationIsAskedOnlyWhereOneIsNotThere() {
        neighbours.tell("open", TOKEN, Reply.of(404, "404 page not found"));
        neighbours.tell("accounts", "/oauth/v3/token", Reply.ok("{\"code\":\"0\",\"access_token\":\"user-token\"}"));
        neighbours.organizations(application.orgId(), application.appId(), "generation-test");
        neighbours.granted("m1", "generation-test", "member");

        signIn(inFeishu, "");
        var second = Visitor.with(Visitor.FEISHU);
        signIn(second, "");

        assertThat(inFeishu.get(application.path() + "/session").statusCode()).isEqualTo(200);
        assertThat(neighbours.callsTo("/oauth/v3/token")).hasSize(2);
        assertThat(neighbours.callsTo(TOKEN)).as("remembered").hasSize(1);
    }

    @Test
    void anotherCompanysAccountIsRefused() {
        neighbours.person("tenant0000000002");
        var back = signIn(inFeishu, "");
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(problem(back)).isEqualTo("wrong-tenant");
        assertThat(neighbours.callsTo("/access/v1/evaluation")).isEmpty();
        assertNoSession(inFeishu);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-authorized",
                "member-not-found",
                "member-inactive",
                "access-blocked",
                "organization-disabled"
            })
    void aDenialHasItsNameAndNoSession(String reason) {
        neighbours.denied(reason);
        var back = signIn(inFeishu, "");
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(problem(back)).isEqualTo(reason);
        assertNoSession(inFeishu);
    }

    @Test
    void notAuthorizedNamesWhoCanHelpAndOffersToCheckAgain() {
        neighbours.denied("not-authorized");
        var back = signIn(inFeishu, "?return_to=" + application.path() + "/x");
        assertThat(back.body())
                .contains("王主管", "Check again", "start=feishu")
                .contains("Your account: <strong>林小满</strong>", "<strong>Example Ltd</strong>")
                .doesNotContain("Choose another organization");
        assertThat(back.headers().firstValue("X-Request-Id").map(id -> back.body()
                        .contains(id)))
                .hasValue(true);

        neighbours.granted("m1", "o1", "member");
        var again = signIn(inFeishu, "?start=feishu&return_to=" + application.path() + "/x");
        assertThat(location(again)).endsWith("/x");
    }

    @Test
    void anOrganizationDisabledMeanwhileIsTold() {
        var state = parameter(location(inFeishu.get(application.login())), "state");
        neighbours.organizations(application.orgId(), application.appId(), "o1:disabled");
        // the configuration is remembered for a second
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Visitor.with(Visitor.MAC).get(application.login()).body(),
                        not(containsString("data-goto")));
        assertThat(problem(comeBack(inFeishu, state))).isEqualTo("organization-disabled");
    }

    @ParameterizedTest
    @CsvSource({"500,{}", "403,{}", "200,nonsense", "200,{\"decision\":\"true\"}", "200,{\"decision\":true}"})
    void withoutADecisionThereIsNoSession(int status, String body) {
        neighbours.tell("permission", "/access/v1/evaluation", Reply.of(status, body));
        var back = signIn(inFeishu, "");
        assertThat(back.statusCode()).isEqualTo(503);
        assertThat(problem(back)).isEqualTo("permission-unavailable");
        assertThat(back.headers().firstValue("Retry-After")).isPresent();
        assertNoSession(inFeishu);
    }

    @Test
    void aSlowDecisionIsNone() {
        neighbours.grantedAfter(3_000, "m1", "o1", "member");
        var back = signIn(inFeishu, "");
        assertThat(back.statusCode()).isEqualTo(503);
        assertThat(problem(back)).isEqualTo("permission-unavailable");
        assertThat(back.headers().firstValue("Retry-After")).isPresent();
        assertNoSession(inFeishu);
    }

    @Test
    void theSameProblemIsJsonForPrograms() {
        neighbours.denied("access-blocked");
        var back = signIn(inFeishu.accepting("application/json"), "");
        assertThat(back.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(back.body())
                .contains("\"type\":\"urn:jit:problem:access-blocked\"", "\"status\":403", "\"request_id\":")
                .doesNotContain("林小满", "Example Ltd");
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

    @Test
    void anOrganizationThatCannotBeReadIsNoOrdinaryPage() {
        application = TestApplication.registered();
        assertThat(problem(inFeishu.get(application.login()))).isEqualTo("feishu-unavailable");
    }
}
