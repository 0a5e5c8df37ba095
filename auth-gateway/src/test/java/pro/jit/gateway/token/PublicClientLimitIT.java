package pro.jit.gateway.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.gateway.token.TokenCalls.withScope;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;

/** A client anybody may call themselves by. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@TestProfile(PublicClientLimitIT.FourAMinute.class)
class PublicClientLimitIT {
    /** Overrides what the environment of the other tests switches off. */
    public static class FourAMinute implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("jit.limits.enabled", "true", "jit.limits.relying-party-requests-per-minute", "4");
        }
    }

    @Test
    void aStrangerWhoSaysAPublicClientsNameUsesUpTheirOwnShareAlone() {
        var application = TestApplication.registered();
        String clientId = withScope("clients:write applications:write")
                .body(Map.of(
                        "org_id", application.orgId(),
                        "app_id", application.appId(),
                        "token_endpoint_auth_method", "none",
                        "redirect_uris", List.of("https://spa.example/callback")))
                .post("/api/auth/clients")
                .then()
                .statusCode(201)
                .extract()
                .path("client_id");
        for (var guess = 0; guess < 4; guess++) {
            assertThat(code(clientId, "2001:db8:b::" + guess)).isEqualTo(400);
        }

        assertThat(code(clientId, "2001:db8:b::ffff")).isEqualTo(429);
        assertThat(code(clientId, "2001:db8:c::1")).isEqualTo(400);
        assertThat(code(clientId, "192.0.2.7")).isEqualTo(400);
    }

    private static int code(String clientId, String address) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "authorization_code")
                .formParam("client_id", clientId)
                .formParam("redirect_uri", "https://spa.example/callback")
                .formParam("code", "a-guess")
                .post("/oauth2/token")
                .statusCode();
    }
}
