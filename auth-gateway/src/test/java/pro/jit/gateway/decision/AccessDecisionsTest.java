package pro.jit.gateway.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.decision.Decision.Denied;
import pro.jit.gateway.decision.Decision.Granted;
import pro.jit.gateway.decision.Decision.Reason;
import pro.jit.gateway.decision.Decision.Unavailable;

class AccessDecisionsTest {
    private static Decision read(String answer) throws Exception {
        return AccessDecisions.read(new ObjectMapper().readTree(answer));
    }

    @Test
    void aGrantNamesMemberAndRoles() throws Exception {
        assertThat(read("""
                {"decision":true,"context":{"reason":"granted","member_id":"m","organization_id":"o","roles":["member",7],
                 "name":null,"picture":"https://x.example/p","user_id":"u_1","more":{}}}""")).isEqualTo(new Granted("m", "o", List.of("member"), null, "https://x.example/p", "u_1"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aDenialHasItsReason(Reason reason) throws Exception {
        assertThat(read("{\"decision\":false,\"context\":{\"reason\":\"" + reason.id()
                        + "\",\"administrators\":[\"Li\"]}}"))
                .isEqualTo(new Denied(reason, List.of("Li"), null));
    }

    @Test
    void aDenialSaysWhereTheRequestForAccessStands() throws Exception {
        assertThat(standing("""
                {"status":"open","asked_at":"2026-11-26T08:00:00Z","note":null,"ask_again_at":null}"""))
                .isEqualTo(new AccessRequestStanding(true, Instant.parse("2026-11-26T08:00:00Z"), null, null));
        assertThat(standing("""
                {"status":"declined","asked_at":"2026-11-26T08:00:00.123456Z","note":"No","ask_again_at":"2026-11-27T08:00:00Z"}"""))
                .isEqualTo(new AccessRequestStanding(
                        false,
                        Instant.parse("2026-11-26T08:00:00.123456Z"),
                        "No",
                        Instant.parse("2026-11-27T08:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{\"status\":\"open\"}",
                "{\"status\":\"open\",\"asked_at\":7}",
                "{\"status\":\"open\",\"asked_at\":\"yesterday\"}",
                "{\"status\":\"moon\",\"asked_at\":\"2026-11-26T08:00:00Z\"}"
            })
    void aStandingThatIsNotUnderstoodIsNone(String standing) throws Exception {
        assertThat(standing(standing)).isNull();
    }

    private static @Nullable AccessRequestStanding standing(String json) throws Exception {
        var denied = (Denied) read(
                "{\"decision\":false,\"context\":{\"reason\":\"not-authorized\",\"access_request\":" + json + "}}");
        return denied.accessRequest();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"decision\":false}", "{\"decision\":false,\"context\":{\"reason\":\"moon-phase\"}}"})
    void aDenialForNoReasonWeKnowIsStillOne(String answer) throws Exception {
        assertThat(read(answer)).isEqualTo(new Denied(Reason.NOT_AUTHORIZED, List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"decision\":\"true\"}",
                "{\"decision\":1}",
                "{\"decision\":true}",
                "{\"decision\":true,\"context\":{\"member_id\":\"m\"}}",
                "{\"decision\":true,\"context\":{\"member_id\":7,\"organization_id\":\"o\"}}"
            })
    void anythingOddIsNoDecision(String answer) throws Exception {
        assertThat(read(answer)).isEqualTo(new Unavailable());
    }
}
