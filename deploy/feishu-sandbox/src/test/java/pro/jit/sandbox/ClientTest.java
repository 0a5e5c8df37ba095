package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class ClientTest extends SandboxTest {
    private static final String COOKIE = "feishu_sandbox_person=lin-xiaoman";

    @Test
    void knocksInTheClientsNameAndHandsOnWhereToGo() throws IOException {
        var agent = new AtomicReference<String>();
        var app = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        app.createContext("/", exchange -> {
            agent.set(exchange.getRequestHeaders().getFirst("User-Agent"));
            var first = exchange.getRequestURI().getPath().equals("/home");
            exchange.getResponseHeaders().add("Set-Cookie", first ? "hop=1; Path=/" : "transaction=abc; Path=/login");
            exchange.getResponseHeaders()
                    .add("Location", first ? "/login" : SANDBOX.origin() + "/open-apis/authen/v1/authorize?x=1");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        app.start();
        try {
            var home = "http://localhost:" + app.getAddress().getPort() + "/home";
            SANDBOX.apps().update(APP, it -> it.withHomePages(home, home));

            var answer = get("/client/open?person=lin-xiaoman&device=phone");

            assertThat(answer.location()).isEqualTo(SANDBOX.origin() + "/open-apis/authen/v1/authorize?x=1");
            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("feishu_sandbox_person="
                            + SANDBOX.company().person("lin-xiaoman").unionId()))
                    .contains("hop=1; Path=/", "transaction=abc; Path=/login");
            assertThat(agent.get()).contains("Lark/", "iPhone");
            assertThat(get("/client/open?person=lin-xiaoman&knock=false").location())
                    .isEqualTo(home);
        } finally {
            app.stop(0);
        }
    }

    @Test
    void skipsTheQuestionOnceForABrowserThatCameFromTheTile() {
        var answer = send(
                request(authorize(java.util.Map.of())).header("Cookie", COOKIE + "; feishu_sandbox_client=desktop"));

        assertThat(answer.location()).startsWith(CALLBACK + "?code=");
        assertThat(answer.header("Set-Cookie").orElseThrow()).contains("feishu_sandbox_client=;", "Max-Age=0");
    }

    @Test
    void opensTheHomePageEvenWhenItDoesNotAnswer() {
        SANDBOX.apps().update(APP, it -> it.withHomePages("http://localhost:1/home", null));

        assertThat(get("/client/open?person=lin-xiaoman&device=desktop").location())
                .isEqualTo("http://localhost:1/home");
        assertThat(get("/client/open?person=lin-xiaoman&device=phone").status()).isEqualTo(404);
        assertThat(get("/client/open?person=nobody").status()).isEqualTo(404);
    }

    @Test
    void givesThePageScriptACodeThatNeedsNoRedirectUri() {
        var answer = ask("requestAccess", CALLBACK);
        var body = redemption(answer.json().getString("code"));
        body.remove("redirect_uri");

        assertThat(post(V3, body).code()).isZero();
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue("http://localhost:8080");
        assertThat(answer.header("Access-Control-Allow-Credentials")).hasValue("true");
    }

    @Test
    void letsACodeOfRequestAccessLiveThreeMinutes() {
        var access = ask("requestAccess", CALLBACK).json().getString("code");
        var legacy = ask("requestAuthCode", CALLBACK).json().getString("code");
        SANDBOX.clock().advance(Duration.ofSeconds(200));

        assertThat(post(V2, redemption(access)).code()).isEqualTo(20004);
        assertThat(post(V2, redemption(legacy)).code()).isZero();
    }

    @Test
    void saysInTheClientsNumbersWhyThereIsNoCode() {
        SANDBOX.client().supportRequestAccess(false);
        assertThat(errno(ask("requestAccess", CALLBACK))).isEqualTo(103);
        assertThat(ask("requestAuthCode", CALLBACK).json().fieldNames()).containsExactly("code");
        assertThat(errno(ask("requestAuthCode", CALLBACK + "/"))).isEqualTo(10236);
        SANDBOX.apps().update(APP, app -> app.withAvailability(Range.some(app.company(), Set.of(), Set.of("finance"))));
        assertThat(errno(ask("requestAuthCode", CALLBACK))).isEqualTo(10228);
        SANDBOX.apps().update(APP, app -> app.withRedirectUrls(List.of()));
        assertThat(errno(ask("requestAuthCode", CALLBACK))).isEqualTo(10235);
        assertThat(errno(post("/sandbox/h5/code", new JsonObject().put("app_id", "cli_x"))))
                .isEqualTo(10200);
    }

    private static int errno(Answer answer) {
        return answer.json().getInteger("errno");
    }

    private static Answer ask(String api, String url) {
        var body = new JsonObject()
                .put("api", api)
                .put("app_id", APP)
                .put("scope_list", new JsonArray().add(Scopes.USER_EMAIL))
                .put("url", url);
        return send(json("POST", "/sandbox/h5/code", body)
                .header("Cookie", COOKIE)
                .header("Origin", "http://localhost:8080"));
    }
}
