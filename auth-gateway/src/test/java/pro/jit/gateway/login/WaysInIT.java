package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.Visitor.location;
import static pro.jit.gateway.Visitor.parameter;
import static pro.jit.gateway.Visitor.problem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;

/** What {@code GET …/login} does (design §5.2), for everything a visitor may sit at. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class WaysInIT {
    private static final String CASES = """
            the browser brings             | Mac client          | iPhone client       | Android client      | Windows client      | phone browser       | desktop browser
            1 an unknown application       | unknown-application | unknown-application | unknown-application | unknown-application | unknown-application | unknown-application
            2 a code and its state         | in                  | in                  | in                  | in                  | in                  | in
            2 a no and its state           | login-cancelled     | login-cancelled     | login-cancelled     | login-cancelled     | login-cancelled     | login-cancelled
            2 a code without a state       | login-expired       | login-expired       | login-expired       | login-expired       | login-expired       | login-expired
            3 a live session               | in                  | in                  | in                  | in                  | in                  | in
            3 the same, prompt=login       | to Feishu           | to Feishu           | to Feishu           | to Feishu           | phone page          | QR page
            4 a refresh cookie alone       | in                  | in                  | in                  | in                  | in                  | in
            4 a refresh cookie of nobody   | to Feishu           | to Feishu           | to Feishu           | to Feishu           | phone page          | QR page
            5 no organization              | ordinary page       | ordinary page       | ordinary page       | ordinary page       | ordinary page       | ordinary page
            5 a disabled organization      | ordinary page       | ordinary page       | ordinary page       | ordinary page       | ordinary page       | ordinary page
            6 a sign-out just now          | button page         | button page         | button page         | button page         | button page         | button page
            6 three trips in a minute      | button page         | button page         | button page         | button page         | button page         | button page
            6 the same, button pressed     | to Feishu           | to Feishu           | to Feishu           | to Feishu           | to Feishu           | to Feishu
            7 nothing                      | to Feishu           | to Feishu           | to Feishu           | to Feishu           | phone page          | QR page
            7 nothing, bridge mode         | bridge page         | bridge page         | bridge page         | bridge page         | phone page          | QR page
            8 nothing, the button pressed  | to Feishu           | to Feishu           | to Feishu           | to Feishu           | to Feishu           | to Feishu
            9 two organizations            | choice page         | choice page         | choice page         | choice page         | choice page         | choice page
            9 one of two picked before     | to Feishu           | to Feishu           | to Feishu           | to Feishu           | phone page          | QR page
            9 a picked one gone meanwhile  | choice page         | choice page         | choice page         | choice page         | choice page         | choice page
            """;

    /** The clients' are those of feishu-contract §3.1; nobody knows the Windows client's exactly. */
    private static final Map<String, String> USER_AGENTS = Map.of(
            "Mac client",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/101.0.4951.53"
                            + " Safari/537.36 Lark/6.7.5 LarkLocale/en_US ttnet SDK-Version/6.7.8",
            "iPhone client",
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 14_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                            + " Version/14.6 Mobile/15E148 Safari/604.1 Lark/4.1.3 LarkLocale/zh_CN",
            "Android client",
                    "Mozilla/5.0 (Linux; Android 11; M2007J17C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0.4324.181"
                            + " Mobile Safari/537.36 Lark/5.10.4 LarkLocale/zh_CN ChannelName/Feishu TTWebView/0881130041304",
            "Windows client",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0"
                            + " Safari/537.36 Lark/7.9.6 LarkLocale/zh_CN",
            "phone browser", Visitor.PHONE,
            "desktop browser", Visitor.MAC);

    private Neighbours neighbours;
    private TestApplication application;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member");
    }

    static Stream<Arguments> cases() {
        var rows = CASES.lines().map(WaysInIT::cells).toList();
        var visitors = rows.getFirst();
        return rows.stream().skip(1).flatMap(row -> IntStream.range(1, visitors.size())
                .mapToObj(column -> Arguments.of(row.getFirst(), visitors.get(column), row.get(column))));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cases")
    void theLoginAddressLeads(String brought, String at, String expected) {
        var visitor = Visitor.with(USER_AGENTS.getOrDefault(at, ""));

        var answer = visit(visitor, brought.substring(2));

        assertThat(seen(answer)).isEqualTo(expected);
    }

    private HttpResponse<String> visit(Visitor visitor, String brought) {
        switch (brought) {
            case "an unknown application" -> {
                return visitor.get("/whwy/nosuchapp/login");
            }
            case "a code and its state" -> {
                return visitor.get(application.login() + "?code=c-1&state=" + pressTheButton(visitor));
            }
            case "a no and its state" -> {
                return visitor.get(application.login() + "?error=access_denied&state=" + pressTheButton(visitor));
            }
            case "a code without a state" -> {
                return visitor.get(application.login() + "?code=c-1");
            }
            case "the same, prompt=login" -> {
                signIn(visitor);
                return visitor.get(application.login() + "?prompt=login");
            }
            case "the same, button pressed" -> {
                for (var trip = 0; trip < 3; trip++) {
                    pressTheButton(visitor);
                }
                return visitor.get(application.login() + "?start=feishu");
            }
            case "nothing, the button pressed" -> {
                return visitor.get(application.login() + "?start=feishu");
            }
            default -> {
                bring(visitor, brought);
                return visitor.get(application.login());
            }
        }
    }

    private void bring(Visitor visitor, String brought) {
        switch (brought) {
            case "nothing" -> {}
            case "a live session" -> signIn(visitor);
            case "a refresh cookie alone" -> {
                signIn(visitor);
                visitor.forget("jit_session");
            }
            case "a refresh cookie of nobody" -> visitor.plant("jit_refresh", application.login(), "A".repeat(43));
            case "no organization" -> neighbours.organizations(application.orgId(), application.appId());
            case "a disabled organization" ->
                neighbours.organizations(application.orgId(), application.appId(), "o1:disabled");
            case "a sign-out just now" -> {
                signIn(visitor);
                visitor.post(application.path() + "/logout", "");
            }
            case "three trips in a minute" -> {
                for (var trip = 0; trip < 3; trip++) {
                    pressTheButton(visitor);
                }
            }
            case "nothing, bridge mode" -> {
                application = TestApplication.registered(Map.of("login_mode", "bridge"));
                neighbours.organizations(application.orgId(), application.appId(), "o1");
            }
            case "two organizations" ->
                neighbours.organizations(application.orgId(), application.appId(), "o1", "o2", "o3:disabled");
            case "one of two picked before" -> {
                neighbours.organizations(application.orgId(), application.appId(), "o1", "o2");
                visitor.get(application.login() + "?organization_id=o2");
            }
            case "a picked one gone meanwhile" -> {
                neighbours.organizations(application.orgId(), application.appId(), "o1", "o2", "o3:disabled");
                visitor.plant("jit_organization", application.login(), "o3");
            }
            default -> throw new IllegalArgumentException(brought);
        }
    }

    /** The state with which Feishu is asked. */
    private String pressTheButton(Visitor visitor) {
        return parameter(location(visitor.get(application.login() + "?start=feishu")), "state");
    }

    private void signIn(Visitor visitor) {
        visitor.get(application.login() + "?code=c-1&state=" + pressTheButton(visitor));
        assertThat(visitor.cookie("jit_session")).isPresent();
    }

    private String seen(HttpResponse<String> answer) {
        var body = answer.body();
        if (!problem(answer).isEmpty()) {
            return problem(answer);
        }
        if (answer.statusCode() == 303) {
            return location(answer).contains("/open-apis/authen/v1/authorize?")
                    ? "to Feishu"
                    : location(answer).equals(Visitor.ORIGIN + application.path() + "/") ? "in" : location(answer);
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        if (body.contains("id=\"bridge\"")) {
            return "bridge page";
        }
        if (body.contains("id=\"qr\"")) {
            return "QR page";
        }
        if (body.contains("class=\"choices\"")) {
            return "choice page";
        }
        if (body.contains("applink")) {
            return "phone page";
        }
        return body.contains("id=\"feishu\"") ? "button page" : "ordinary page";
    }
}
