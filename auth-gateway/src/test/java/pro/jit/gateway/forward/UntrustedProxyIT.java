package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@TestProfile(UntrustedProxyIT.NobodyIsTrusted.class)
class UntrustedProxyIT {
    public static class NobodyIsTrusted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("jit.trusted-proxies", "192.0.2.1/32");
        }
    }

    private final Sessions sessions;

    UntrustedProxyIT(Sessions sessions) {
        this.sessions = sessions;
    }

    @Test
    void headersOfAnUnknownProxyAreNotBelieved() {
        given().header("X-Forwarded-Proto", "http")
                .header("X-Forwarded-Host", "localhost:8080")
                .header("X-Forwarded-Uri", "/fwd/app/")
                .cookie("jit_session", sessions.token("fwd", "app"))
                .get("/forward-auth")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
    }
}
