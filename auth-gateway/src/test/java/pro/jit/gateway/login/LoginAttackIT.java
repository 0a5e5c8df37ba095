package pro.jit.gateway.login;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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

/** Attacks on signing in, by their names. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class LoginAttackIT {
    private static final String TOKEN = "/open-apis/authen/v2/oauth/token";
    private static final String USER_INFO = "/open-apis/authen/v1/user_info";
    private static final String CODE = "code-that-no-log-may-hold";

    private Neighbours neighbours;
    private TestApplication application;
    private Visitor victim;

    @BeforeEach
    void aHappyDay() {
        neighbours = Neighbours.fresh();
        application = TestApplication.registered();
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member");
        victim = Visitor.with(Visitor.FEISHU);
    }

    private String start(Visitor visitor, String query) {
        return parameter(location(visitor.get(application.login() + query)), "state");
    }

    private HttpResponse<String> signIn(Visitor visitor, String query) {
        return visitor.get(application.login() + "?code=" + CODE + "&state=" + start(visitor, query));
    }

    private HttpResponse<String> session(Visitor visitor) {
        return visitor.accepting("application/json").get(application.path() + "/session");
    }

    private void permissionCallsThem(String name) {
        neighbours.tell("permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":true,"context":{"reason":"granted","member_id":"m1","organization_id":"o1","roles":["member"],
                 "name":"%s","picture":null}}""".formatted(name)));
    }

    @Test
    void constantState() {
        var states = new HashSet<String>();
        for (var start = 0; start < 20; start++) {
            var state = start(Visitor.with(Visitor.FEISHU), "");
            assertThat(state).as("256 bits").matches("[A-Za-z0-9_-]{43}");
            states.add(state);
        }
        assertThat(states).hasSize(20);
    }

    @Test
    void unboundState() {
        var state = start(Visitor.with(Visitor.FEISHU), "");

        var back = victim.get(application.login() + "?code=" + CODE + "&state=" + state);

        assertThat(problem(back)).isEqualTo("login-expired");
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
    }

    @Test
    void stateOfTheBridgeUsedForTheRedirect() {
        application = TestApplication.registered(Map.of("login_mode", "bridge"));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        var state = attribute(victim.get(application.login()), "data-state");

        assertThat(problem(victim.get(application.login() + "?code=" + CODE + "&state=" + state)))
                .isEqualTo("login-expired");
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
    }

    @Test
    void accountLinkedByEmailOrName() {
        neighbours.tell("open", USER_INFO, Reply.ok("""
                {"code":0,"data":{"open_id":"ou_stranger","union_id":"on_stranger","tenant_key":"tenant0000000001",
                 "name":"林小满","email":"xiaoman@corp.example","enterprise_email":"xiaoman@corp.example",
                 "mobile":"+8613900000000","employee_no":"E0042"}}"""));

        signIn(victim, "");

        var asked = neighbours.callsTo("/access/v1/evaluation").getFirst().body();
        assertThat(asked.path("subject").path("id").asText()).isEqualTo("ou_stranger");
        assertThat(asked.toString()).doesNotContain("林小满", "xiaoman@corp.example", "+8613900000000", "E0042");
    }

    @Test
    void authorizationCodeOrSecretInALog() {
        var secrets = new ArrayList<>(List.of(CODE, Neighbours.SECRET, "user-token", "t-app", "u-token"));
        var lines = logOf(() -> {
            secrets.add(start(victim, ""));
            victim.get(application.login() + "?code=" + CODE + "&state=" + secrets.getLast());
            victim.cookie("jit_session").ifPresent(secrets::add);
            victim.cookie("jit_refresh").ifPresent(secrets::add);
            victim.get(application.login() + "?code=" + CODE + "&state=" + secrets.getLast());
            var scanning = Visitor.with(Visitor.MAC);
            secrets.add(parameter(attribute(scanning.get(application.login()), "data-goto"), "state"));
            scanning.get(application.login() + "?code=" + CODE + "&state=" + secrets.getLast());
            for (var reply : List.of(
                    Reply.of(
                            400, "{\"code\":20003,\"error\":\"invalid_grant\",\"error_description\":\"" + CODE + "\"}"),
                    Reply.of(400, "{\"code\":20071,\"error\":\"" + CODE + "\"}"),
                    Reply.of(500, "<html>" + CODE + "</html>"),
                    Reply.hangUp())) {
                neighbours.tell("open", TOKEN, reply);
                signIn(Visitor.with(Visitor.FEISHU), "");
            }
            neighbours.feishuConfirms();
            neighbours.tell("permission", "/access/v1/evaluation", Reply.of(500, "{}"));
            signIn(Visitor.with(Visitor.FEISHU), "");
            Visitor.with(Visitor.FEISHU)
                    .post(application.login() + "/feishu-code", "{\"code\":\"" + CODE + "\",\"state\":\"x\"}");
            Visitor.with(Visitor.FEISHU).post(application.login() + "/feishu-code", "{\"code\":[\"" + CODE + "\"]}");
        });

        assertThat(lines).as("the log was listened to").anyMatch(line -> line.contains("signed in orgId="));
        for (var secret : secrets) {
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    /** Everything logged meanwhile, our own down to the finest. */
    private static Queue<String> logOf(Runnable work) {
        var lines = new ConcurrentLinkedQueue<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                var text = new StringBuilder(line.getMessage() + " " + Arrays.toString(line.getParameters()));
                for (var thrown = line.getThrown(); thrown != null; thrown = thrown.getCause()) {
                    text.append(' ').append(thrown);
                }
                lines.add(text.toString());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        var ours = Logger.getLogger("pro.jit");
        var level = ours.getLevel();
        root.addHandler(handler);
        ours.setLevel(java.util.logging.Level.ALL);
        try {
            work.run();
        } finally {
            ours.setLevel(level);
            root.removeHandler(handler);
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https:evil.example",
                "/%2f%2fevil.example",
                "PATH/%2f%2fevil.example",
                "PATH/%5cevil.example",
                "PATH/%252f%252fevil.example",
                "PATH/\r\nLocation: https://evil.example",
                "PATH/%0d%0aLocation:%20https://evil.example",
                "PATH/\u0000",
                "PATH@evil.example/",
                "http://localhost:8080@evil.example/"
            })
    void openRedirect(String evil) {
        var returnTo = URLEncoder.encode(evil.replace("PATH", application.path()), StandardCharsets.UTF_8);

        var back = signIn(victim, "?return_to=" + returnTo);

        assertThat(location(back)).isEqualTo(Visitor.ORIGIN + application.path() + "/");
        assertThat(back.headers().allValues("Location")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https,evil.example,true",
        "http,localhost:8080.evil.example,false",
        "https,jit.example.evil.example,true",
        "https,jit.example@evil.example,false",
        "ftp,jit.example,false",
        "http,jit.example,true"
    })
    void hostHeaderPoisoning(String scheme, String host, boolean anOrigin) {
        var visitor = victim.comingBy(scheme, host);
        var moved = application.login() + "?moved=true";

        if (anOrigin) {
            assertThat(location(visitor.get(application.login()))).isEqualTo(Visitor.ORIGIN + moved);
        } else {
            assertThat(parameter(location(visitor.get(application.login())), "redirect_uri"))
                    .isEqualTo(Visitor.ORIGIN + application.login());
        }
        assertThat(parameter(location(visitor.get(moved)), "redirect_uri"))
                .isEqualTo(Visitor.ORIGIN + application.login());
        var phone = Visitor.with(Visitor.PHONE).comingBy(scheme, host);
        assertThat(phone.get(application.login()).body()).doesNotContain("evil.example");
        assertThat(phone.get(moved).statusCode()).isEqualTo(200);
        assertThat(phone.get(moved).body()).doesNotContain("evil.example");
    }

    @Test
    void sessionFixation() {
        var attacker = Visitor.with(Visitor.FEISHU);
        signIn(attacker, "");
        var planted = attacker.cookie("jit_session").orElseThrow();
        var before = session(attacker).body();
        victim.plant("jit_session", application.path(), planted);

        signIn(victim, "?start=feishu");

        assertThat(victim.cookie("jit_session")).isPresent().get().isNotEqualTo(planted);
        assertThat(session(victim).body()).contains("\"sid\"").isNotEqualTo(before);
        assertThat(session(attacker).statusCode())
                .as("the planted session has ended")
                .isEqualTo(401);
    }

    @Test
    void xssThroughAFeishuName() {
        var name = "<script>alert(1)</script>\\\"'><img src=x onerror=alert(2)>";
        permissionCallsThem(name);
        signIn(victim, "");

        var welcome = victim.get(application.path() + "/");

        assertThat(welcome.statusCode()).isEqualTo(200);
        assertThat(welcome.body()).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img src=x");
        neighbours.tell("open", USER_INFO, Reply.ok("""
                {"code":0,"data":{"open_id":"ou_1","tenant_key":"tenant0000000001","name":"%s"}}""".formatted(name)));
        neighbours.denied("not-authorized");
        var refused = signIn(Visitor.with(Visitor.FEISHU), "");
        assertThat(refused.body()).contains("&lt;script&gt;").doesNotContain("<script>alert", "<img src=x");
        var seen = session(victim);
        assertThat(seen.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    }

    @Test
    void xssThroughWhatAdministratorsWrite() {
        application = TestApplication.registered(Map.of("title", "<script>alert(1)</script>"));
        neighbours.organizations(application.orgId(), application.appId(), "\\\"><script>alert(2)</script>", "o2");
        neighbours.tell("permission", "/access/v1/evaluation", Reply.ok("""
                {"decision":false,"context":{"reason":"not-authorized","administrators":["<script>alert(3)</script>"]}}"""));

        var choice = victim.get(application.login());
        assertThat(choice.body()).contains("class=\"choices\"").doesNotContain("<script>alert");
        var refused = signIn(victim, "?organization_id=o2");
        assertThat(problem(refused)).isEqualTo("not-authorized");
        assertThat(refused.body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }

    @Test
    void xssThroughTheAddress() {
        var evil = URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8);
        for (var parameter : List.of("return_to", "lang", "organization_id", "prompt", "state", "error", "x")) {
            var page = Visitor.with(Visitor.MAC).get(application.login() + "?" + parameter + "=" + evil);
            assertThat(page.body()).as(parameter).doesNotContain("<script>alert");
        }
    }

    @Test
    void framing() {
        permissionCallsThem("Li");
        signIn(victim, "");
        for (var page : List.of(
                Visitor.with(Visitor.MAC).get(application.login()),
                Visitor.with(Visitor.PHONE).get(application.login()),
                Visitor.with(Visitor.MAC).get("/whwy/nosuchapp/login"),
                victim.get(application.path() + "/logout"),
                victim.get(application.path() + "/"))) {
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        }
    }

    @Test
    void cookiesWithoutFlags() {
        neighbours.organizations(application.orgId(), application.appId(), "o1", "o2");
        neighbours.granted("m1", "o1", "member");
        var visitor = Visitor.with(Visitor.FEISHU).comingBy("https", "jit.example");
        var start = visitor.get(application.login() + "?organization_id=o1&lang=zh");
        var back = visitor.get(application.login() + "?code=" + CODE + "&state=" + parameter(location(start), "state"));

        var set = new ArrayList<>(start.headers().allValues("Set-Cookie"));
        set.addAll(back.headers().allValues("Set-Cookie"));
        assertThat(set.stream().map(cookie -> cookie.split("=", 2)[0].replaceFirst("jit_login_.*", "jit_login_")))
                .contains(
                        "__Secure-jit_login_",
                        "__Secure-jit_trips",
                        "__Secure-jit_organization",
                        "__Secure-jit_lang",
                        "__Secure-jit_session",
                        "__Secure-jit_refresh");
        assertThat(set)
                .allMatch(cookie -> cookie.matches("__Secure-jit_[^=]+=[^;]*; Path=" + application.path()
                        + "(/login)?; Max-Age=\\d+; HttpOnly; Secure; SameSite=Lax"));
    }

    @Test
    void loginCsrf() {
        var attacker = Visitor.with(Visitor.FEISHU);
        var attackersReturn = application.login() + "?code=" + CODE + "&state=" + start(attacker, "");

        var forced = victim.get(attackersReturn);

        assertThat(problem(forced)).isEqualTo("login-expired");
        assertThat(session(victim).statusCode()).isEqualTo(401);
        for (var route : List.of("/login/feishu-code", "/login/refresh", "/logout")) {
            var posted = victim.postFrom("https://evil.example", application.path() + route);
            assertThat(posted.statusCode()).as(route).isIn(403, 415);
        }
        assertThat(neighbours.callsTo(TOKEN)).isEmpty();
    }
}
