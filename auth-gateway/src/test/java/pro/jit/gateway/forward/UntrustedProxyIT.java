package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(value = TestUpstream.class, restrictToAnnotatedClass = true)
@TestProfile(UntrustedProxyIT.NobodyIsTrusted.class)
class UntrustedProxyIT {
    public static class NobodyIsTrusted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("jit.trusted-proxies", "192.0.2.1/32");
        }
    }

    private final Sessions sessions;
    private final String upstream;

    UntrustedProxyIT(
            Sessions sessions, @ConfigProperty(name = "test.upstream", defaultValue = "not started") String upstream) {
        this.sessions = sessions;
        this.upstream = upstream;
    }

    @Test
    void whatAVisitorSaysOfTheWayHereIsNotPassedOn() {
        Sessions.awaitReadiness();
        Sessions.createApplication("untrusted", "app", upstream);

        given().header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=10.0.0.1;proto=https;host=evil.example")
                .cookie("jit_session", sessions.token("untrusted", "app"))
                .get("/untrusted/app/")
                .then()
                .statusCode(200)
                .body("headers.x-forwarded-for", contains("127.0.0.1"))
                .body("headers.x-forwarded-proto", contains("http"))
                .body("headers.x-forwarded-host", contains(startsWith("localhost")))
                .body("headers.forwarded", nullValue());
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
