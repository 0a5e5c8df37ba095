package pro.jit.gateway.accessrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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

/** What somebody who is refused can do about it. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class AccessRequestIT {
    private static final String OPEN = """
            {"access_request_id":"01a20e91-1d71-787a-90bb-d66ccde9ff95","status":"open","asked_at":"%s","reason":"x"}""";

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor visitor;

    @BeforeEach
    void aBadDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.denied("not-authorized");
        visitor = Visitor.with(Visitor.FEISHU);
    }

    private String path() {
        return application.path() + "/access-requests";
    }

    private String permissionPath() {
        return "/api/permission/applications/" + application.orgId() + "/" + application.appId() + "/access-requests";
    }

    private void permissionAnswers(int status, String body) {
        neighbours.tell("permission", permissionPath(), Reply.of(status, body));
    }

    private void requestWaits(int status, Instant askedAt) {
        permissionAnswers(status, OPEN.formatted(askedAt));
    }

    /** permission-service refuses, and says where the person's request stands. */
    private void standing(String status, String askedAt, String note, String askAgainAt) {
        neighbours.tell(
                "permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":false,"context":{"reason":"not-authorized","administrators":["王主管"],"access_request":
                 {"status":"%s","asked_at":"%s","note":%s,"ask_again_at":%s}}}""".formatted(status, askedAt, note, askAgainAt)));
    }

    private HttpResponse<String> refusedAt(String query) {
        var authorize = location(visitor.get(application.login() + query));
        return visitor.get(application.login() + "?code=c-1&state=" + parameter(authorize, "state"));
    }

    private HttpResponse<String> ask(String reason) {
        return visitor.postForm(path(), "reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8));
    }

    @Test
    void whoIsRefusedIsOfferedAFormAndTheBrowserKeepsWhoTheyAre() {
        var page = refusedAt("");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(problem(page)).isEqualTo("not-authorized");
        assertThat(page.body())
                .contains(
                        "<form class=\"ask\" method=\"post\" action=\"" + path() + "\">", "maxlength=\"500\" required")
                .contains("<label for=\"reason\">", "王主管", "Check again");
        var cookie = page.headers().allValues("Set-Cookie").stream()
                .filter(one -> one.startsWith("jit_refused="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).endsWith("; Path=" + path() + "; Max-Age=600; HttpOnly; SameSite=Lax");
        assertThat(cookie).doesNotContain("ou_1", "on_1", "tenant0000000001", "o1;");
        assertThat(visitor.cookie("jit_session")).isEmpty();
    }

    @Test
    void theFormSendsTheReasonWithWhomFeishuHasConfirmed() {
        refusedAt("");
        requestWaits(201, Instant.now());

        var sent = ask("I teach\r\nclass 3b");

        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.body())
                .contains("Your request has been sent", "林小满", "School desk", "Check again")
                .contains("href=\"" + application.login() + "?start=feishu")
                .doesNotContain("jit-problem");
        assertThat(sent.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'")
                .doesNotContain("unsafe-inline");
        assertThat(sent.headers().firstValue("Cache-Control")).hasValue("no-store");
        var call = neighbours.callsTo(permissionPath()).getFirst();
        assertThat(call.authorization()).startsWith("Bearer ");
        assertThat(call.requestId()).isNotBlank();
        assertThat(call.body().path("organization_id").asText()).isEqualTo("o1");
        assertThat(call.body().path("open_id").asText()).isEqualTo("ou_1");
        assertThat(call.body().path("union_id").asText()).isEqualTo("on_1");
        assertThat(call.body().path("tenant_key").asText()).isEqualTo("tenant0000000001");
        assertThat(call.body().path("reason").asText()).isEqualTo("I teach\nclass 3b");
    }

    @Test
    void whoHasAskedAlreadyIsToldSinceWhen() {
        refusedAt("");
        requestWaits(200, Instant.now().minus(Duration.ofHours(3)));

        var told = ask("please");

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.body()).contains("Your request is waiting for an answer", "3 hours ago");
    }

    @Test
    void theNextTrySaysThatNobodyHasAnsweredYet() {
        standing("open", Instant.now().minus(Duration.ofMinutes(125)).toString(), "null", "null");

        var page = refusedAt("");

        assertThat(problem(page)).isEqualTo("not-authorized");
        assertThat(page.body())
                .contains("You requested access 2 hours ago. No administrator has answered yet.", "Check again")
                .doesNotContain("<form");
        visitor = Visitor.with(Visitor.FEISHU).speaking("zh-CN");
        assertThat(refusedAt("").body()).contains("您2 小时前已申请访问，管理员尚未处理。", "lang=\"zh-CN\"");
    }

    @Test
    void theNextTrySaysThatItWasDeclinedAndWhyAndWhenToAskAgain() {
        var now = Instant.now();
        standing(
                "declined",
                now.minus(Duration.ofDays(3)).toString(),
                "\"Ask <b>your</b> head teacher\"",
                "\"" + now.plus(Duration.ofMinutes(90)) + "\"");

        assertThat(refusedAt("").body())
                .contains("Your request of 3 days ago was declined.", "You can ask again in 2 hours.")
                .contains(
                        "The administrator wrote:</p><blockquote>Ask &lt;b&gt;your&lt;/b&gt; head teacher</blockquote>")
                .doesNotContain("<form");

        standing("declined", now.minus(Duration.ofDays(3)).toString(), "null", "\"" + now.minusSeconds(5) + "\"");
        assertThat(refusedAt("").body())
                .contains("Your request of 3 days ago was declined.", "<form class=\"ask\"")
                .doesNotContain("blockquote");
    }

    @Test
    void aProgramIsToldTheSameAsJson() {
        standing("open", "2026-11-26T08:00:00Z", "null", "null");
        visitor.accepting("application/json");

        var refused = refusedAt("");

        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body())
                .contains("\"access_request\":{\"status\":\"open\",\"asked_at\":\"2026-11-26T08:00:00Z\"");

        requestWaits(201, Instant.parse("2026-11-26T08:00:00Z"));
        var sent = visitor.post(path(), "{\"reason\":\"please\"}");
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.body()).isEqualTo("{\"status\":\"open\",\"asked_at\":\"2026-11-26T08:00:00Z\"}");
        assertThat(problem(visitor.post(path(), "{}"))).isEqualTo("invalid-request");
    }

    @Test
    void whoIsRefusedThroughTheBridgeMayAskToo() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var body = "{\"code\":\"c-1\",\"state\":\"%s\"}"
                .formatted(attribute(visitor.get(application.login()), "data-state"));

        var refused = visitor.postForPage(application.login() + "/feishu-code", body);

        assertThat(refused.body()).contains("action=\"" + path() + "\"");
        requestWaits(201, Instant.now());
        assertThat(ask("please").statusCode()).isEqualTo(201);
    }

    @Test
    void whoScannedTheQrCodeMayAskToo() {
        visitor = Visitor.with(Visitor.MAC);
        var state = parameter(attribute(visitor.get(application.login()), "data-goto"), "state");

        assertThat(visitor.get(application.login() + "?code=c-1&state=" + state).body())
                .contains("action=\"" + path() + "\"");
        requestWaits(201, Instant.now());
        assertThat(ask("please").statusCode()).isEqualTo(201);
    }

    @Test
    void theWayBackIsKept() {
        refusedAt("?return_to=" + application.path() + "/x");
        requestWaits(201, Instant.now());
        assertThat(ask("please").body()).contains("return_to=").contains("start=feishu");

        refusedAt("?return_to=" + application.path() + "/" + "y".repeat(1_500));
        assertThat(ask("please").body()).contains("href=\"" + application.login() + "\"");
    }

    @ParameterizedTest
    @CsvSource({"'',Please say why", "'  \n ',Please say why"})
    void aReasonThatIsNoneIsAskedForOnceMore(String reason, String told) {
        refusedAt("");

        var again = ask(reason);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(problem(again)).isEqualTo("invalid-request");
        assertThat(again.body()).contains(told, "role=\"alert\"", "aria-invalid=\"true\"", "<form class=\"ask\"");
        assertThat(neighbours.callsTo(permissionPath())).isEmpty();
    }

    @Test
    void aReasonThatIsTooLongComesBackToBeShortened() {
        refusedAt("");
        var reason = "字".repeat(501);

        var again = ask(reason);

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("longer than 500 characters", ">" + reason + "</textarea>");
        requestWaits(201, Instant.now());
        assertThat(ask("字".repeat(500)).statusCode()).isEqualTo(201);
        assertThat(ask("😀".repeat(500)).statusCode()).isEqualTo(201);
    }

    @Test
    void whatIsWrittenIsShownAsText() {
        refusedAt("");
        permissionAnswers(400, "{\"type\":\"urn:jit:problem:invalid-request\"}");

        var again = ask("</textarea><script>alert(1)</script>\"'&");

        assertThat(again.body())
                .contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void aReasonOfAMegabyteIsTooLarge() {
        refusedAt("");

        assertThat(ask("x".repeat(1_000_000)).statusCode()).isEqualTo(413);
        assertThat(visitor.post(path(), "{\"reason\":\"" + "x".repeat(1_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":7}", "{\"reason\":{}}", "{\"reason\":null}", "[]", "null", "", "{", "\"x\""})
    void aBodyThatIsNoReasonIsNamed(String body) {
        refusedAt("");
        visitor.accepting("application/json");

        var refused = visitor.post(path(), body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(problem(refused)).isEqualTo("invalid-request");
        assertThat(neighbours.callsTo(permissionPath())).isEmpty();
    }

    @Test
    void anotherKindOfBodyIsNotRead() {
        refusedAt("");

        assertThat(visitor.ask("PUT", path()).statusCode()).isEqualTo(405);
        assertThat(visitor.ask("PUT", path()).headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS, POST");
    }

    @ParameterizedTest
    @CsvSource({"429,too-many-requests,429", "500,permission-unavailable,503", "401,permission-unavailable,503"})
    void whatPermissionServiceDoesNotTakeIsNotLost(int answer, String problem, int status) {
        refusedAt("");
        permissionAnswers(answer, "{}");

        var again = ask("I teach class 3b");

        assertThat(again.statusCode()).isEqualTo(status);
        assertThat(problem(again)).isEqualTo(problem);
        assertThat(again.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(again.body()).contains(">I teach class 3b</textarea>");
        visitor.accepting("application/json");
        var json = visitor.post(path(), "{\"reason\":\"x\"}");
        assertThat(json.statusCode()).isEqualTo(status);
        assertThat(json.body()).contains("urn:jit:problem:" + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"status\":\"open\"}", "{\"status\":\"approved\"}", "<html>"})
    void anAnswerThatIsNotUnderstoodIsNone(String answer) {
        refusedAt("");
        permissionAnswers(201, answer);

        assertThat(problem(ask("please"))).isEqualTo("permission-unavailable");
    }

    @Test
    void permissionServiceAwayIsSaid() {
        refusedAt("");
        neighbours.tell("permission", permissionPath(), Reply.hangUp());

        assertThat(problem(ask("please"))).isEqualTo("permission-unavailable");
    }

    @Test
    void whoWasDeclinedMeanwhileIsToldSo() {
        refusedAt("");
        permissionAnswers(409, "{}");
        standing("declined", "2026-11-20T08:00:00Z", "\"Not now\"", "\"2999-01-01T00:00:00Z\"");

        var told = ask("please");

        assertThat(told.statusCode()).isEqualTo(403);
        assertThat(problem(told)).isEqualTo("not-authorized");
        assertThat(told.body()).contains("was declined", "Not now", "林小满").doesNotContain("<form");
    }

    @Test
    void whoWasBlockedMeanwhileIsToldSo() {
        refusedAt("");
        permissionAnswers(409, "{}");
        neighbours.denied("access-blocked");

        assertThat(problem(ask("please"))).isEqualTo("access-blocked");
    }

    @Test
    void whoWasLetInMeanwhileSignsIn() {
        refusedAt("?return_to=" + application.path() + "/x");
        permissionAnswers(409, "{}");
        neighbours.granted("m1", "o1", "member");

        var goOn = ask("please");

        assertThat(goOn.statusCode()).isEqualTo(303);
        assertThat(location(goOn)).startsWith(Visitor.ORIGIN + application.login() + "?start=feishu");
        assertThat(visitor.cookie("jit_session")).isEmpty();
    }

    @Test
    void whoComesBackToTheAddressSignsInAnew() {
        assertThat(location(visitor.get(path()))).isEqualTo(Visitor.ORIGIN + application.login());
        assertThat(problem(visitor.get("/whwy/nosuchapp/access-requests"))).isEqualTo("unknown-application");
    }
}
