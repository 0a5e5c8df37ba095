package pro.jit.gateway.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static pro.jit.gateway.token.TokenCalls.tokenRequest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.jit.gateway.TestEnvironment;

@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@TestProfile(TokenLimitIT.ThreeAMinute.class)
class TokenLimitIT {
    /** Overrides what the environment of the other tests switches off. */
    public static class ThreeAMinute implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "jit.limits.enabled", "true",
                    "jit.limits.token-requests-per-minute", "3",
                    "jit.limits.token-requests-per-address-per-minute", "20");
        }
    }

    @Test
    void aClientThatAsksTooOftenWaitsAndOthersDoNot() {
        for (var i = 0; i < 3; i++) {
            assertThat(tokenRequest("operator", TestEnvironment.OPERATOR_SECRET, "members:read")
                            .statusCode())
                    .isEqualTo(200);
        }

        tokenRequest("operator", TestEnvironment.OPERATOR_SECRET, "members:read")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:jit:problem:too-many-requests"));
        assertThat(tokenRequest("permission-service", TestEnvironment.PERMISSION_SECRET, "members:read")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAddressThatGuessesSecretsWaitsAndOthersDoNot() {
        for (var guess = 0; guess < 20; guess++) {
            assertThat(guess("2001:db8:9::" + guess)).isEqualTo(401);
        }

        assertThat(guess("2001:db8:9::ffff")).isEqualTo(429);
        assertThat(guess("2001:db8:a::1")).isEqualTo(401);
    }

    private static int guess(String address) {
        return given().header("X-Forwarded-For", address)
                .auth()
                .preemptive()
                .basic("operator", "a-guess")
                .contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "client_credentials")
                .post("/oauth2/token")
                .statusCode();
    }
}
