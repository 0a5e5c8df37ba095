package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Range;

class QrLoginTest extends SandboxTest {
    private static final String OIDC = "/open-apis/authen/v1/oidc/access_token";

    @Test
    void leadsFromTheFrameOverThePhoneToAPerson() {
        frame();
        var tmpCode = confirm("wang-wei");

        var location = get(goTo() + "&tmp_code=" + tmpCode).location();
        assertThat(location).startsWith(CALLBACK + "?code=").endsWith("&state=st-1");
        var answer = redeem(codeIn(URI.create(location)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().getString("access_token")).startsWith("u-");
        assertThat(answer.data().getString("refresh_token")).startsWith("ur-");
        assertThat(answer.data().getInteger("expires_in")).isEqualTo(7199);
        var person = get("/open-apis/authen/v1/user_info", answer.data().getString("access_token"))
                .data();
        assertThat(person.getString("name")).isEqualTo("王伟");
        assertThat(person.fieldNames()).contains("user_id", "email");
    }

    @Test
    void keepsTheTwoKindsOfCodesApart() {
        var passport = passportCode();
        var answer = post(V2, redemption(passport));
        assertThat(answer.code()).isEqualTo(20003);
        assertThat(post(V3, redemption(passport)).code()).isEqualTo(20003);

        var redeemed = redeem(passport);
        assertThat(redeemed.code()).isZero();

        var ordinary = redeem(code(Map.of()));
        assertThat(ordinary.status()).isEqualTo(200);
        assertThat(ordinary.code()).isEqualTo(20003);
        assertThat(ordinary.json().fieldNames()).containsExactlyInAnyOrder("code", "msg");
    }

    @Test
    void redeemsAPassportCodeOfAnAppWithoutAVersionToo() {
        var code = passportCode();
        SANDBOX.apps().update(APP, FeishuApp::unpublished);

        assertThat(redeem(code).code()).isNotEqualTo(20009);
    }

    @Test
    void redeemsAPassportCodeOnceAndForFiveMinutes() {
        var code = passportCode();
        assertThat(redeem(code).code()).isZero();
        assertThat(redeem(code).code()).isEqualTo(20065);
        var late = passportCode();
        SANDBOX.clock().advance(Duration.ofMinutes(6));
        assertThat(redeem(late).code()).isEqualTo(20004);
    }

    @Test
    void wantsTheAppTokenForIt() {
        var body = new JsonObject().put("grant_type", "authorization_code").put("code", "x");

        assertThat(post(OIDC, body).code()).isEqualTo(99991661);
        var wrong = send(json("POST", OIDC, body).header("Authorization", "Bearer t-wrong"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.code()).isEqualTo(99991664);
    }

    @Test
    void takesATmpCodeOnceAndForItsAppOnly() {
        frame();
        var tmpCode = confirm("wang-wei");
        var other = SANDBOX.apps().build("Other");
        SANDBOX.apps().update(other.appId(), app -> app.withRedirectUrls(java.util.List.of(CALLBACK)));
        var foreign = goTo().replace(APP, other.appId());

        assertThat(get(foreign + "&tmp_code=" + tmpCode).status()).isEqualTo(400);
        assertThat(get(goTo() + "&tmp_code=" + tmpCode).status()).isEqualTo(302);
        assertThat(get(goTo() + "&tmp_code=" + tmpCode).status()).isEqualTo(400);
        assertThat(get(goTo() + "&tmp_code=nonsense").status()).isEqualTo(400);
    }

    @Test
    void tellsTheFrameHowItsCodeIsDoing() {
        frame();
        var id = SANDBOX.qrCodes().waiting().getFirst().id();
        assertThat(state(id)).isEqualTo("pending");
        SANDBOX.qrCodes().scan(id, "wang-wei");
        assertThat(state(id)).isEqualTo("scanned");
        SANDBOX.qrCodes().refuse(id);
        assertThat(state(id)).isEqualTo("refused");
        frame();
        var second = SANDBOX.qrCodes().waiting().getFirst().id();
        SANDBOX.clock().advance(Duration.ofMinutes(4));
        assertThat(state(second)).isEqualTo("expired");
        assertThat(put("/sandbox/api/limits", new JsonObject().put("enabled", true))
                        .status())
                .isEqualTo(200);
        assertThat(post("/sandbox/api/qr-codes/" + second + "/confirm", new JsonObject().put("person", "wang-wei"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAnUnlistedRedirectInTheFrameToo() {
        var destination = goTo().replace("app1", "app2");

        assertThat(get(qr(destination)).text()).contains("20029");
        assertThat(get(destination).text()).contains("20029");
        assertThat(get(qr("http://evil.example/other?client_id=" + APP)).status())
                .isEqualTo(400);
        assertThat(get("/suite/passport/sso/qr").status()).isEqualTo(400);
    }

    @Test
    void stopsAPersonOutsideTheAvailability() {
        SANDBOX.apps()
                .update(APP, app -> app.withAvailability(Range.some(app.company(), Set.of("lin-xiaoman"), Set.of())));
        frame();

        assertThat(get(goTo() + "&tmp_code=" + confirm("wang-wei")).text()).contains("20010");
    }

    @Test
    void isAnOrdinaryLoginPageWithoutATmpCode() {
        assertThat(get(goTo()).text()).contains("林小满");
        var code = codeIn(SANDBOX.approve(goTo(), "lin-xiaoman"));
        assertThat(redeem(code).code()).isZero();
    }

    private static String passportCode() {
        frame();
        return codeIn(
                URI.create(get(goTo() + "&tmp_code=" + confirm("lin-xiaoman")).location()));
    }

    private static Answer redeem(String code) {
        var body = new JsonObject().put("grant_type", "authorization_code").put("code", code);
        return send(json("POST", OIDC, body).header("Authorization", "Bearer " + tenantToken()));
    }

    private static String goTo() {
        return SANDBOX.origin() + "/suite/passport/oauth/authorize?client_id=" + APP + "&redirect_uri="
                + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8) + "&response_type=code&state=st-1";
    }

    private static String qr(String destination) {
        return "/suite/passport/sso/qr?goto=" + URLEncoder.encode(destination, StandardCharsets.UTF_8)
                + "&sdk_version=1.0.3";
    }

    private static void frame() {
        assertThat(get(qr(goTo())).text()).contains("svg", "data-plain=\"false\"");
    }

    private static String confirm(String person) {
        var id = SANDBOX.qrCodes().waiting().getFirst().id();
        SANDBOX.qrCodes().confirm(id, person);
        return get("/sandbox/qr/" + id).json().getString("tmp_code");
    }

    private static String state(String id) {
        return get("/sandbox/qr/" + id).json().getString("state");
    }
}
