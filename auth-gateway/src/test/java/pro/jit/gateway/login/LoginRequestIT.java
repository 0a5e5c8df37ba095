package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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

/** The login address, asked in ways no page of ours asks it. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginRequestIT {
    private static final String TOKEN = "/open-apis/authen/v2/oauth/token";

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor visitor;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member");
        visitor = Visitor.with(Visitor.FEISHU);
    }

    private String startedState() {
        return parameter(location(visitor.get(application.login())), "state");
    }

    private int sessionStatus() {
        return visitor.get(application.path() + "/session").statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?code=c-1&state=STATE",
                "?utm_source=x&code=c-1&lang=&state=STATE&from=%E9%A3%9E%E4%B9%A6",
                "?code=c-1&code=c-1&state=STATE&state=STATE",
                "?state=STATE&code=c-1&empty&=nameless&a%5B%5D=1"
            })
    void aCallbackIsRecognizedWhateverComesWithIt(String query) {
        var back = visitor.get(application.login() + query.replace("STATE", startedState()));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(sessionStatus()).isEqualTo(200);
    }

    @Test
    void anErrorBesideACodeMeansNo() {
        var back = visitor.get(application.login() + "?code=c-1&error=access_denied&state=" + startedState());

        assertThat(problem(back)).isEqualTo("login-cancelled");
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
        assertThat(sessionStatus()).isEqualTo(401);
    }

    @Test
    void anErrorWithoutAStateIsAPageAndNotAnotherTripToFeishu() {
        startedState();

        var back = visitor.get(application.login() + "?error=access_denied");

        assertThat(back.statusCode()).isEqualTo(400);
        assertThat(problem(back)).isEqualTo("login-expired");
    }

    @Test
    void whoOnlyLooksUsesNothingUp() {
        var state = startedState();

        var looked = visitor.head(application.login() + "?code=c-1&state=" + state);

        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
        assertThat(visitor.get(application.login() + "?code=c-1&state=" + state).statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD,/login,200",
        "OPTIONS,/login,200",
        "OPTIONS,/logout,200",
        "OPTIONS,/session,200",
        "PUT,/login,405",
        "DELETE,/session,405"
    })
    void otherMethodsHaveAPlainAnswer(String method, String path, int status) {
        assertThat(visitor.ask(method, application.path() + path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/login/feishu-code|OPTIONS, POST",
                "GET|/login/refresh|OPTIONS, POST",
                "HEAD|/login/refresh/|OPTIONS, POST",
                "PUT|/login/feishu-code|OPTIONS, POST"
            })
    void whereOnlyScriptsPostAnythingElseIsRefusedByName(String method, String path, String allowed) {
        var answer = visitor.ask(method, application.path() + path);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
        assertThat(problem(answer)).isEqualTo(method.equals("HEAD") ? "" : "method-not-allowed");
    }

    @Test
    void anotherMethodIsRefusedByNameWithThoseThereAre() {
        var answer = visitor.ask("PUT", application.login());

        assertThat(problem(answer)).isEqualTo("method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*", "image/png"})
    void theSessionIsJsonWhateverIsAccepted(String accepted) {
        visitor.get(application.login() + "?code=c-1&state=" + startedState());

        var session = visitor.accepting(accepted).get(application.path() + "/session");

        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(session.body()).contains("\"member_id\":\"m1\"");
    }

    @Test
    void aLookAtNoApplicationSaysSo() {
        assertThat(visitor.head("/whwy/nosuchapp/login").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"500,{}", "200,nonsense", "200,{\"organizations\":[{\"organization_id\":\"o1\"}]}", "404,{}"})
    void withoutItsConfigurationASignInIsAProblemAndNeverASession(int status, String body) {
        application = TestApplication.registered();
        neighbours.tell(
                "org-sync",
                "/api/org/login-configurations/" + application.orgId() + "/" + application.appId(),
                Reply.of(status, body));

        var page = visitor.get(application.login());

        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(problem(page)).isEqualTo("feishu-unavailable");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(sessionStatus()).isEqualTo(401);
    }

    @Test
    void whoIsInNeedsNobodyElse() {
        visitor.get(application.login() + "?code=c-1&state=" + startedState());
        for (var server : new String[] {"org-sync", "permission", "open"}) {
            neighbours.silence(server);
        }

        assertThat(visitor.get(application.login()).statusCode()).isEqualTo(303);
        assertThat(sessionStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN,zh;q=0.9", "en-US,en;q=0.9"})
    void aProblemIsToldInTheVisitorsLanguageWithItsRequestId(String language) {
        var page = visitor.speaking(language).get("/whwy/nosuchapp/login");

        assertThat(problem(page)).isEqualTo("unknown-application");
        assertThat(page.body())
                .contains(language.startsWith("zh") ? "lang=\"zh-CN\"" : "lang=\"en\"")
                .contains(page.headers().firstValue("X-Request-Id").orElseThrow());
        for (var header :
                new String[] {"Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "Cache-Control"
                }) {
            assertThat(page.headers().firstValue(header)).as(header).isPresent();
        }
    }

    @Test
    void whoComesByAHostThatIsNoEntryOriginIsSentToOneBeforeALoginStarts() {
        visitor.comingBy("http", "127.0.0.1:8080");

        var moved = visitor.get(application.login() + "?return_to=" + application.path() + "/a%3Fb&lang=zh");

        assertThat(moved.statusCode()).isEqualTo(303);
        assertThat(location(moved))
                .isEqualTo(Visitor.ORIGIN + application.login() + "?return_to=%2F"
                        + application.path().substring(1).replace("/", "%2F") + "%2Fa%3Fb&lang=zh&moved=true");
        visitor.comingBy("http", "localhost:8080");
        assertThat(parameter(location(visitor.get(application.login() + "?moved=true")), "state"))
                .isNotEmpty();
    }

    @Test
    void whoseProxyHidesTheHostIsSentThereOnceAndThenSignsInAllTheSame() {
        visitor.comingBy("http", "gateway.internal");
        assertThat(location(visitor.get(application.login()))).endsWith("?moved=true");

        var started = visitor.get(application.login() + "?moved=true");

        assertThat(parameter(location(started), "redirect_uri")).isEqualTo(Visitor.ORIGIN + application.login());
    }
}
