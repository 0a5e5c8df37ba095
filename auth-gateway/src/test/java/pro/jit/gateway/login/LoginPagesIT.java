package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** What somebody sees who is not signed in, by where they come from and what the application has. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginPagesIT {
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
    void anUnknownApplicationIsTold() {
        var page = inFeishu.get("/whwy/nosuchapp/login");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(problem(page)).isEqualTo("unknown-application");
        assertThat(inFeishu.get("/api/auth/login").statusCode()).isEqualTo(404);
    }

    @Test
    void anOrganizationThatCannotBeReadIsNoOrdinaryPage() {
        application = TestApplication.registered();
        assertThat(problem(inFeishu.get(application.login()))).isEqualTo("feishu-unavailable");
    }
}
