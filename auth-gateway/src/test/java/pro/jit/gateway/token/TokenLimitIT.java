package pro.jit.gateway.token;

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
            return Map.of("jit.limits.enabled", "true", "jit.limits.token-requests-per-minute", "3");
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
}
