package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.time.Duration;
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

/** Who comes back from Feishu and does not get in, and what they are told. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginRefusalsIT {
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
}
