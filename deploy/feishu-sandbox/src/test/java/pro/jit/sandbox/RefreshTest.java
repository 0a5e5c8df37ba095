package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.FeishuApp;

class RefreshTest extends SandboxTest {
    @Test
    void givesANewPairOnceAndKeepsTheOldAccessToken() {
        var first = login(V2);
        var second = refresh(V2, first.getString("refresh_token"));

        assertThat(second.code()).isZero();
        assertThat(second.json().getString("refresh_token")).isNotEqualTo(first.getString("refresh_token"));
        assertThat(second.json().getInteger("refresh_token_expires_in")).isEqualTo(604_800);
        assertThat(get("/open-apis/authen/v1/user_info", first.getString("access_token"))
                        .code())
                .isZero();
        assertThat(refresh(V2, first.getString("refresh_token")).code()).isEqualTo(20073);
    }

    @Test
    void v3TakesTokensOfV2ButNotTheOtherWayRound() {
        assertThat(refresh(V3, login(V2).getString("refresh_token")).code()).isZero();
        assertThat(refresh(V2, login(V3).getString("refresh_token")).code()).isEqualTo(20026);
    }

    @Test
    void endsAfterSevenDays() {
        var token = login(V2).getString("refresh_token");
        SANDBOX.clock().advance(Duration.ofDays(7));

        assertThat(refresh(V2, token).code()).isEqualTo(20037);
    }

    @Test
    void endsAYearAfterThePersonAgreedHoweverOftenItWasRefreshed() {
        var token = login(V2).getString("refresh_token");
        for (int week = 0; week < 60; week++) {
            SANDBOX.clock().advance(Duration.ofDays(6).plusHours(23));
            var answer = refresh(V2, token);
            if (answer.code() != 0) {
                assertThat(answer.code()).isEqualTo(20037);
                assertThat(week).isBetween(51, 53);
                return;
            }
            token = answer.json().getString("refresh_token");
        }
        throw new AssertionError("It never ended");
    }

    @Test
    void expiresWithEveryOtherTokenOnDemand() {
        var tokens = login(V2);
        send(request("/sandbox/api/tokens/expire").POST(BodyPublishers.noBody()));

        assertThat(get("/open-apis/authen/v1/user_info", tokens.getString("access_token"))
                        .code())
                .isEqualTo(99991677);
        assertThat(refresh(V2, tokens.getString("refresh_token")).code()).isEqualTo(20037);
    }

    @Test
    void isRevokedWithAllThatThePersonGaveTheCompanysApps() {
        var tokens = login(V2);
        send(request("/sandbox/api/people/wang-wei/revoke-tokens").POST(BodyPublishers.noBody()));
        assertThat(get("/open-apis/authen/v1/user_info", tokens.getString("access_token"))
                        .code())
                .isZero();

        send(request("/sandbox/api/people/lin-xiaoman/revoke-tokens").POST(BodyPublishers.noBody()));

        assertThat(get("/open-apis/authen/v1/user_info", tokens.getString("access_token"))
                        .code())
                .isEqualTo(99991668);
        assertThat(refresh(V2, tokens.getString("refresh_token")).code()).isEqualTo(20064);
    }

    @Test
    void isRefusedWhereTheAppIsNotInstalledAnyMore() {
        var token = login(V2).getString("refresh_token");
        SANDBOX.apps().update(APP, FeishuApp::unpublished);

        assertThat(refresh(V2, token).code()).isEqualTo(20009);
        assertThat(refresh(V2, token).json().getString("error")).isEqualTo("unauthorized_client");
    }

    @Test
    void isRefusedWhereTheAppHasItSwitchedOff() {
        var token = login(V2).getString("refresh_token");
        SANDBOX.apps().update(APP, app -> app.withState(true, false));

        assertThat(refresh(V2, token).code()).isEqualTo(20074);
    }

    @Test
    void refusesWhatWasNeverIssued() {
        assertThat(refresh(V3, "nonsense").code()).isEqualTo(20026);
    }

    @Test
    void belongsToItsApp() {
        var other = SANDBOX.apps().build("Other");
        var body = refreshBody(login(V2).getString("refresh_token"))
                .put("client_id", other.appId())
                .put("client_secret", other.secret());

        assertThat(post(V2, body).code()).isEqualTo(20024);
    }

    private static JsonObject login(String endpoint) {
        return post(endpoint, redemption(code(Map.of("scope", "offline_access"))))
                .json();
    }

    private static Answer refresh(String endpoint, String token) {
        return post(endpoint, refreshBody(token));
    }

    private static JsonObject refreshBody(String token) {
        return new JsonObject()
                .put("grant_type", "refresh_token")
                .put("client_id", APP)
                .put("client_secret", SECRET)
                .put("refresh_token", token);
    }
}
