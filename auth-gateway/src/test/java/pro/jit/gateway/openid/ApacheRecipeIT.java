package pro.jit.gateway.openid;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.token.TokenCalls.withScope;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.gateway.Neighbours;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;
import pro.jit.gateway.Visitor;
import pro.jit.gateway.forward.Recipe;
import pro.jit.local.server.FreePort;

/**
 * {@code docs/how-to/put-apache-in-front.md} in a real Apache with mod_auth_openidc, an OpenID Certified relying party: from our discovery
 * document, by the code flow with PKCE, to the claims an application sees, and out again from either side.
 */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
@QuarkusTestResource(value = ApacheEnvironment.class, restrictToAnnotatedClass = true)
class ApacheRecipeIT {
    private static final String HOST = "reports.example.com";
    private static final String SITE = "https://" + HOST;
    private static final String CALLBACK = SITE + "/oidc/callback";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String gateway;
    private final Map<String, String> cookies = new HashMap<>();
    private Neighbours neighbours;
    private TestApplication application;
    private Party party;
    private Visitor visitor;
    private HttpServer behind;
    private ApacheServer apache;
    private int port;

    ApacheRecipeIT(@ConfigProperty(name = "jit.public-origin") String gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void startApache(@TempDir Path folder) throws Exception {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.setExecutor(Executors.newCachedThreadPool());
        behind.createContext("/", ApacheRecipeIT::tellHeaders);
        behind.start();
        neighbours = Neighbours.fresh();
        application = TestApplication.registered(Map.of("entry_origins", List.of(gateway)));
        neighbours.organizations(application.orgId(), application.appId(), "o1");
        neighbours.feishuConfirms();
        neighbours.granted("m1", "o1", "member", "teacher");
        visitor = Visitor.with(Visitor.FEISHU)
                .comingBy("http", URI.create(gateway).getAuthority());
        port = FreePort.find();
        var plainPort = FreePort.find();
        party = Party.registered(
                application,
                Map.of(
                        "grant_types", List.of("authorization_code"),
                        "redirect_uris", List.of(CALLBACK),
                        "post_logout_redirect_uris", List.of(SITE + "/signed-out"),
                        "backchannel_logout_uri",
                                "http://127.0.0.1:" + plainPort + "/oidc/callback?logout=backchannel"));
        var changes = new LinkedHashMap<String, String>();
        changes.put("*:443", "127.0.0.1:" + port);
        changes.put(
                "/etc/apache2/tls/reports.example.com", folder.resolve("tls").toString());
        changes.put("https://sso.example.com", gateway);
        changes.put("OIDCClientID            reports", "OIDCClientID " + party.clientId());
        changes.put(
                "http://127.0.0.1:8091",
                "http://127.0.0.1:" + behind.getAddress().getPort());
        apache = ApacheServer.start(
                folder,
                Recipe.block("put-apache-in-front.md", "apache"),
                changes,
                port,
                plainPort,
                Map.of(
                        "JIT_CLIENT_SECRET",
                        Objects.requireNonNull(party.secret()),
                        "JIT_COOKIE_PASSPHRASE",
                        "passphrase-of-the-tests"));
    }

    @AfterEach
    void stopApache() throws InterruptedException {
        if (apache != null) {
            apache.stop();
        }
        behind.stop(0);
    }

    /** What reached the application, by lower-case header. */
    private static void tellHeaders(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            headers.put("uri", exchange.getRequestURI().toString());
            var body = JSON.writeValueAsBytes(headers);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private RequestSpecification browser() {
        return given().baseUri("https://127.0.0.1:" + port)
                .port(port)
                .relaxedHTTPSValidation()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .header("Host", HOST)
                .accept("text/html")
                .cookies(cookies);
    }

    private Response kept(Response response) {
        response.getDetailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return response;
    }

    private Response open(String path) {
        return kept(browser().get(path));
    }

    private static String afterHost(String address) {
        assertThat(address).startsWith(SITE + "/");
        return address.substring(SITE.length());
    }

    private String throughTheGateway(String address) {
        assertThat(address).startsWith(gateway + "/");
        return Party.follow(visitor, application, address.substring(gateway.length()));
    }

    /** From a page of the application, through Feishu, back to that page. */
    private Response signIn(String page) {
        var asked = open(page);
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.header("Location"))
                .startsWith(gateway + "/oauth2/authorize?")
                .contains("code_challenge_method=S256", "response_type=code");
        var back = throughTheGateway(asked.header("Location"));
        assertThat(back).startsWith(CALLBACK + "?").contains("code=");
        var signedIn = open(afterHost(back));
        assertThat(signedIn.statusCode()).as(signedIn.asString()).isEqualTo(302);
        // The module names the port it is reached at, unless that is 443.
        assertThat(signedIn.header("Location")).isEqualTo(SITE + ":" + port + page);
        return open(page);
    }

    @Test
    void aPersonOfFeishuComesInAndTheApplicationSeesWhoAndWithWhatRoles() {
        var page = signIn("/reports?month=11");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.<String>path("uri")).isEqualTo("/reports?month=11");
        assertThat(page.<String>path("oidc_claim_sub")).isEqualTo("m1");
        assertThat(page.<String>path("x-remote-user")).isEqualTo("m1");
        assertThat(page.<String>path("oidc_claim_roles")).isEqualTo("member,teacher");
        assertThat(page.<String>path("oidc_claim_app_id")).isEqualTo(application.appId());
        assertThat(page.<String>path("authorization")).isNull();
        assertThat(neighbours.callsTo("/open-apis/authen/v1/user_info")).hasSize(1);
    }

    @Test
    void rolesDecideAndCannotBeForged() {
        signIn("/reports");

        assertThat(open("/admin/").statusCode()).isEqualTo(403);
        var forged = browser()
                .header("OIDC_CLAIM_roles", "administrator")
                .header("OIDC_CLAIM_sub", "somebody")
                .header("X-Remote-User", "somebody")
                .get("/reports");
        assertThat(forged.<String>path("oidc_claim_roles")).isEqualTo("member,teacher");
        assertThat(forged.<String>path("oidc_claim_sub")).isEqualTo("m1");
        assertThat(forged.<String>path("x-remote-user")).isEqualTo("m1");
    }

    @Test
    void aScriptIsToldAndNotSentToTheLogin() {
        assertThat(open("/api/data").statusCode()).isEqualTo(401);
    }

    @Test
    void whoMayNotEnterDoesNot() {
        neighbours.denied("not-authorized");

        var asked = open("/reports");
        var back = throughTheGateway(asked.header("Location"));

        assertThat(back).startsWith("page 403 ");
        assertThat(open("/reports").statusCode()).isEqualTo(302);
    }

    @Test
    void whoSignsOutThereIsSignedOutHere() {
        signIn("/reports");
        var session = visitor.cookie("jit_session").orElseThrow();

        var leaving = open("/oidc/callback?logout=" + URLEncoder.encode(SITE + "/signed-out", StandardCharsets.UTF_8));
        assertThat(leaving.statusCode()).isEqualTo(302);
        assertThat(leaving.header("Location")).startsWith(gateway + "/oauth2/logout?");
        var back = throughTheGateway(leaving.header("Location"));

        assertThat(back).startsWith(SITE + "/signed-out");
        assertThat(open(afterHost(back)).statusCode()).isEqualTo(200);
        assertThat(open("/reports").statusCode()).isEqualTo(302);
        assertThat(visitor.cookie("jit_session")).isEmpty();
        visitor.plant("jit_session", application.path(), session);
        assertThat(visitor.get(application.path() + "/session").statusCode()).isEqualTo(401);
    }

    @Test
    void whoseSessionEndsHereIsSignedOutThere() {
        signIn("/reports");
        assertThat(open("/reports").statusCode()).isEqualTo(200);

        withScope("sessions:write")
                .delete("/api/auth/sessions?org_id=" + application.orgId() + "&app_id=" + application.appId())
                .then()
                .statusCode(200)
                .body("ended", equalTo(1));

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> open("/reports").statusCode() == 302);
    }
}
