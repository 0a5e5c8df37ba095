package pro.jit.gateway;

import static pro.jit.gateway.token.TokenCalls.withScope;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An application registered for one test, so that tests do not meet. */
public record TestApplication(String orgId, String appId) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    public static TestApplication registered() {
        return registered(Map.of());
    }

    public static TestApplication registered(Map<String, Object> more) {
        var application = new TestApplication("whwy", "app" + COUNT.incrementAndGet() + "x" + System.nanoTime());
        var body = new java.util.HashMap<String, Object>(Map.of(
                "org_id", application.orgId(),
                "app_id", application.appId(),
                "title", "School desk",
                "entry_origins", List.of(Visitor.ORIGIN, "https://jit.example")));
        body.putAll(more);
        withScope("applications:write")
                .body(body)
                .post("/api/auth/applications")
                .then()
                .statusCode(201);
        return application;
    }

    public String path() {
        return "/" + orgId + "/" + appId;
    }

    public String login() {
        return path() + "/login";
    }
}
