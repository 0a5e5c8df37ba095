package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.token.SessionClaims;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;
import pro.jit.gateway.token.SessionTokens;
import pro.jit.gateway.token.TokenCalls;

/** Session tokens for tests that start behind the sign-in, and the applications they are for. */
@Singleton
public class Sessions {
    private final SessionTokens tokens;

    Sessions(SessionTokens tokens) {
        this.tokens = tokens;
    }

    /** A session of 李雷 in this application. */
    public String token(String orgId, String appId) {
        return token(orgId, appId, Duration.ofMinutes(10));
    }

    String token(String orgId, String appId, Duration life) {
        return token(orgId, appId, "0193-sid", life);
    }

    /** Of a session of its own. */
    String token(String orgId, String appId, String sid) {
        return token(orgId, appId, sid, Duration.ofMinutes(10));
    }

    private String token(String orgId, String appId, String sid, Duration life) {
        var claims = new SessionClaims(
                sid,
                "member-1",
                orgId,
                appId,
                "organization-1",
                List.of("feishu_workspace"),
                List.of("administrator", "teacher"),
                "李雷 Li",
                "https://feishu.example/li.png",
                new FeishuIdentity("ou_li", "on_li", null, "tenant"),
                Instant.parse("2026-11-24T08:00:00Z"));
        return tokens.issue(claims, life).token();
    }

    /** Until the sessions topic is read, sessions are looked for in the database, where those made here are not. */
    static void awaitReadiness() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    /** Registers it, unless an earlier test has. */
    static void createApplication(String orgId, String appId, @Nullable String upstream) {
        createApplication("http://localhost:8080", orgId, appId, upstream);
    }

    /** The same, for visitors who come by another origin; a proxy serves the application. */
    static void createApplicationAt(String entryOrigin, String orgId, String appId) {
        createApplication(entryOrigin, orgId, appId, null);
    }

    private static void createApplication(String entryOrigin, String orgId, String appId, @Nullable String upstream) {
        var body = new HashMap<String, Object>(
                Map.of("org_id", orgId, "app_id", appId, "title", "Sample", "entry_origins", List.of(entryOrigin)));
        body.put("upstream", upstream);
        TokenCalls.withScope("applications:write")
                .body(body)
                .post("/api/auth/applications")
                .then()
                .statusCode(anyOf(is(201), is(409)));
    }
}
