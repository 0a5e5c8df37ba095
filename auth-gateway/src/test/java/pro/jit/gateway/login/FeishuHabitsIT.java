package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static pro.jit.gateway.Visitor.attribute;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
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

/** Feishu's answers in every form its documents leave open, and in forms they do not. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class FeishuHabitsIT {
    private static final String TOKEN = "/open-apis/authen/v2/oauth/token";
    private static final String TOKEN_V3 = "/oauth/v3/token";
    private static final String TOKEN_V1 = "/open-apis/authen/v1/oidc/access_token";
    private static final String APP_TOKEN = "/open-apis/auth/v3/app_access_token/internal";
    private static final String USER_INFO = "/open-apis/authen/v1/user_info";

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor visitor;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        organization("o1");
        neighbours.feishuConfirms();
        visitor = Visitor.with(Visitor.FEISHU);
    }

    private void organization(String id) {
        neighbours.organizations(application.orgId(), application.appId(), id);
        neighbours.granted("m1", id, "member");
    }

    private HttpResponse<String> signIn() {
        var state = parameter(location(visitor.get(application.login())), "state");
        return visitor.get(application.login() + "?code=c-1&state=" + state);
    }

    private HttpResponse<String> scan() {
        visitor = Visitor.with(Visitor.MAC);
        var state = parameter(attribute(visitor.get(application.login()), "data-goto"), "state");
        return visitor.get(application.login() + "?code=c-1&state=" + state);
    }

    private int sessionStatus() {
        return visitor.get(application.path() + "/session").statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_type\":\"Bearer\",\"new\":{\"a\":[1]},\"access_token\":\"user-token\",\"code\":0}",
                "{\"access_token\":\"user-token\",\"code\":\"0\",\"msg\":\"anything\",\"expires_in\":\"soon\"}",
                "{\"code\":0,\"error\":null,\"refresh_token\":\"r\",\"access_token\":\"user-token\",\"data\":[]}"
            })
    void aTokenSignsInWhateverElseTheAnswerHolds(String body) {
        neighbours.tell("open", TOKEN, Reply.ok(body).withoutHeaders());

        assertThat(signIn().statusCode()).isEqualTo(303);
        assertThat(sessionStatus()).isEqualTo(200);
    }

    @Test
    void aRefusalWhoseCodeIsTextKeepsItsName() {
        neighbours.tell(
                "open",
                TOKEN,
                Reply.of(400, "{\"error\":\"invalid_grant\",\"code\":\"20003\"}")
                        .withoutHeaders());

        assertThat(problem(signIn())).isEqualTo("feishu-code-rejected");
        assertThat(sessionStatus()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, USER_INFO})
    void aPageInsteadOfAnAnswerIsUnavailability(String path) {
        neighbours.tell("open", path, Reply.of(200, "<html><body>maintenance</body></html>"));

        assertUnavailable(signIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, USER_INFO})
    void anAnswerTooLargeToBeTrueIsUnavailability(String path) {
        var filler = "x".repeat(2_000_000);
        neighbours.tell("open", path, Reply.ok("{\"filler\":\"" + filler + "\",\"code\":0,\"access_token\":\"u\"}"));

        assertUnavailable(signIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, USER_INFO})
    void noAnswerAtAllIsUnavailability(String path) {
        neighbours.tell("open", path, Reply.hangUp());

        assertUnavailable(signIn());
        assertThat(neighbours.callsTo(TOKEN)).as("a code is sent once").hasSize(1);
        assertThat(neighbours.callsTo(TOKEN_V3)).isEmpty();
    }

    @Test
    void anAnswerThatComesTooLateIsUnavailability() {
        neighbours.tell("open", TOKEN, new Reply(200, "{\"code\":0,\"access_token\":\"user-token\"}", 8_000));

        assertUnavailable(signIn());
        assertThat(neighbours.callsTo(USER_INFO)).isEmpty();
    }

    private void assertUnavailable(HttpResponse<String> back) {
        assertThat(back.statusCode()).isEqualTo(502);
        assertThat(problem(back)).isEqualTo("feishu-unavailable");
        assertThat(back.headers().firstValue("Retry-After")).isPresent();
        assertThat(sessionStatus()).isEqualTo(401);
    }

    @Test
    void withoutAUnionIdThePersonIsAskedForByOpenIdAlone() {
        neighbours.tell("open", USER_INFO, Reply.ok("""
                {"msg":"ok","data":{"tenant_key":"tenant0000000001","open_id":"ou_1","name":"林小满"},"code":0}"""));

        signIn();

        assertThat(sessionStatus()).isEqualTo(200);
        var subject =
                neighbours.callsTo("/access/v1/evaluation").getFirst().body().path("subject");
        assertThat(subject.path("id").asText()).isEqualTo("ou_1");
        assertThat(subject.path("properties").path("union_id").isNull()).isTrue();
    }

    @Test
    void withoutATenantKeyNobodyPasses() {
        neighbours.tell(
                "open",
                USER_INFO,
                Reply.ok("{\"code\":0,\"msg\":\"success\",\"data\":{\"open_id\":\"ou_1\",\"union_id\":\"on_1\"}}"));

        assertUnavailable(signIn());
        assertThat(neighbours.callsTo("/access/v1/evaluation")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "404 page not found",
                "",
                "{\"code\":99991201,\"msg\":\"invalid path\"}",
                "{\"message\":\"no Route matched\"}"
            })
    void whereAnEndpointIsNotThereTheOtherGenerationIsAsked(String body) {
        organization("not-there-" + body.length());
        neighbours.tell("open", TOKEN, Reply.of(404, body));
        neighbours.tell("accounts", TOKEN_V3, Reply.ok("{\"code\":0,\"access_token\":\"user-token\"}"));

        signIn();

        assertThat(sessionStatus()).isEqualTo(200);
    }

    @Test
    void anAnswerAboutTheCodeIsFinalWhateverItsStatus() {
        organization("final");
        neighbours.tell("open", TOKEN, Reply.of(404, "{\"code\":20003,\"error\":\"invalid_grant\"}"));
        neighbours.tell("accounts", TOKEN_V3, Reply.ok("{\"code\":0,\"access_token\":\"user-token\"}"));

        assertThat(problem(signIn())).isEqualTo("feishu-code-rejected");
        assertThat(neighbours.callsTo(TOKEN_V3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20003,feishu-code-rejected",
        "20029,feishu-code-rejected",
        "20042,feishu-credentials-rejected",
        "20010,outside-availability",
        "20008,member-inactive",
        "20050,feishu-unavailable"
    })
    void aScannedCodesRefusalComesWithStatus200AndHasItsName(int code, String problem) {
        neighbours.tell("open", TOKEN_V1, Reply.ok("{\"msg\":\"x\",\"code\":%d}".formatted(code)));

        assertThat(problem(scan())).isEqualTo(problem);
        assertThat(neighbours.callsTo(TOKEN))
                .as("a passport code is of no use there")
                .isEmpty();
        assertThat(neighbours.callsTo(TOKEN_V3)).isEmpty();
        assertThat(sessionStatus()).isEqualTo(401);
    }

    @Test
    void anAppTokenThatFeishuHasWithdrawnIsFetchedAgain() {
        neighbours.tell("open", APP_TOKEN, Reply.ok("{\"app_access_token\":\"t-old\",\"expire\":7200,\"code\":0}"));
        neighbours.feishuApp("cli_withdrawn0000001", application.orgId(), application.appId(), "withdrawn");
        neighbours.granted("m1", "withdrawn", "member");
        scan();
        neighbours.tell("open", APP_TOKEN, Reply.ok("{\"app_access_token\":\"t-new\",\"expire\":7200,\"code\":0}"));
        neighbours.tellBearer(
                "open", TOKEN_V1, "t-old", Reply.of(400, "{\"code\":99991663,\"msg\":\"Invalid access token\"}"));

        scan();

        assertThat(sessionStatus()).isEqualTo(200);
        assertThat(neighbours.callsTo(TOKEN_V1).stream().map(Neighbours.Call::authorization))
                .containsExactly("Bearer t-old", "Bearer t-old", "Bearer t-new");
    }

    @Test
    void administratorsAreToldWhatFeishuSaidAndVisitorsAreNot() {
        neighbours.tell("open", TOKEN, Reply.of(400, """
                {"code":20069,"error":{"log_id":"body-log-id","helps":[{"url":"https://open.feishu.cn/app/help"}]}}""").withoutHeaders());
        var back = signIn();

        assertThat(problem(back)).isEqualTo("feishu-credentials-rejected");
        assertThat(back.body()).doesNotContain("20069", "body-log-id", "open.feishu.cn");
        withScope("sessions:read")
                .queryParam("app_id", application.appId())
                .get("/api/auth/login-attempts")
                .then()
                .body("items[0].problem", equalTo("feishu-credentials-rejected"))
                .body("items[0].feishu.code", equalTo(20069))
                .body("items[0].feishu.log_id", equalTo("body-log-id"))
                .body("items[0].feishu.help_url", equalTo("https://open.feishu.cn/app/help"))
                .body("items[0].setup_step", equalTo("F9"));
    }

    @Test
    void aSignInIsRecordedWithWhoItWas() {
        signIn();

        withScope("sessions:read")
                .queryParam("app_id", application.appId())
                .queryParam("open_id", "ou_1")
                .get("/api/auth/login-attempts")
                .then()
                .body("items[0].outcome", equalTo("signed_in"))
                .body("items[0].open_id", equalTo("ou_1"))
                .body("items[0].feishu", nullValue());
    }
}
