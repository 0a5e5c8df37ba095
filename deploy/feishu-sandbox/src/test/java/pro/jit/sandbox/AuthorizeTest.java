package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.client.UserAgents;
import pro.jit.sandbox.model.Range;

class AuthorizeTest extends SandboxTest {
    private static final String PERSON = "feishu_sandbox_person=lin-xiaoman";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/whwy/app1/login/",
                "http://localhost:8080/whwy/app1/Login",
                "https://localhost:8080/whwy/app1/login",
                "http://localhost:8081/whwy/app1/login",
                "http://localhost:8080/whwy/app1",
                "http://evil.example/whwy/app1/login",
                ""
            })
    void showsPage20029AndNeverRedirectsForAnAddressThatIsNotListed(String redirect) {
        var answer = get(authorize(Map.of("redirect_uri", redirect)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(answer.text()).contains("20029");
    }

    @Test
    void ignoresTheQueryOfAListedAddress() {
        SANDBOX.apps().update(APP, app -> app.withRedirectUrls(List.of(CALLBACK + "?a=1#b")));

        assertThat(get(authorize(Map.of("redirect_uri", CALLBACK + "?c=2"))).status())
                .isEqualTo(200);
    }

    @Test
    void showsPage20029ForAnUnknownApp() {
        assertThat(get(authorize(Map.of("client_id", "cli_0000000000000000"))).text())
                .contains("20029");
    }

    @Test
    void showsPage20027ForAScopeThatTheAppDoesNotHave() {
        SANDBOX.apps().update(APP, app -> app.withScopes(app.tenantScopes(), Set.of("offline_access")));

        var answer = get(authorize(Map.of("scope", "offline_access contact:user.email:readonly")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("20027");
        assertThat(get(authorize(Map.of("scope", "OFFLINE_ACCESS"))).text()).contains("20027");
    }

    @Test
    void knowsParametersByExactlyTheirNames() {
        assertThat(get(authorize(Map.of()).replace("client_id=", "CLIENT_ID=")).text())
                .contains("20029");
        assertThat(get(authorize(Map.of()).replace("response_type=", "Response_Type="))
                        .text())
                .contains("20001");
        assertThat(get(authorize(Map.of()).replace("state=", "STATE=")).status())
                .isEqualTo(200);
    }

    @Test
    void showsPage20010ToAPersonOutsideTheAvailability() {
        SANDBOX.apps().update(APP, app -> app.withAvailability(Range.some(app.company(), Set.of(), Set.of("finance"))));

        assertThat(decide("lin-xiaoman", "approve").text()).contains("20010");
        assertThat(decide("liao-fan", "approve").location()).startsWith(CALLBACK + "?code=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zhou-frozen", "xu-newcomer"})
    void givesNoCodeToAPersonWhoCannotUseFeishu(String person) {
        assertThat(decide(person, "approve").text()).contains("20066");
    }

    @Test
    void asksWhoOneIsAndWhetherOneAgrees() {
        var answer = get(authorize(Map.of("scope", "contact:user.email:readonly")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("林小满", "approve", "deny", "contact:user.email:readonly");
    }

    @Test
    void sendsTheBrowserBackWithACodeAndTheState() {
        var location = decide("lin-xiaoman", "approve").location();

        assertThat(location).matches(java.util.regex.Pattern.quote(CALLBACK) + "\\?code=[A-Za-z0-9_-]{64,}&state=st-1");
    }

    @Test
    void sendsTheBrowserBackWithAccessDeniedAndNothingMore() {
        assertThat(decide("lin-xiaoman", "deny").location()).isEqualTo(CALLBACK + "?error=access_denied&state=st-1");
    }

    @Test
    void keepsTheQueryOfTheRedirectAndPutsItsFragmentLast() {
        var location = SANDBOX.approve(authorize(Map.of("redirect_uri", CALLBACK + "?a=1#end")), "lin-xiaoman");

        assertThat(location.toString()).startsWith(CALLBACK + "?a=1&code=").endsWith("&state=st-1#end");
    }

    @Test
    void returnsNoStateWhereNoneWasSent() {
        var address = SANDBOX.origin() + "/open-apis/authen/v1/authorize?"
                + query(Map.of("client_id", APP, "redirect_uri", CALLBACK, "response_type", "code"));

        assertThat(SANDBOX.approve(address, "lin-xiaoman").toString()).doesNotContain("state");
    }

    @Test
    void asksNothingInsideTheFeishuClientUnlessConsentIsForced() {
        var inside =
                send(request(authorize(Map.of())).header("Cookie", PERSON).header("User-Agent", UserAgents.DESKTOP));
        var forced = send(request(authorize(Map.of("prompt", "consent")))
                .header("Cookie", PERSON)
                .header("User-Agent", UserAgents.PHONE));
        var ordinary = send(request(authorize(Map.of())).header("Cookie", PERSON));

        assertThat(inside.location()).startsWith(CALLBACK + "?code=");
        assertThat(forced.status()).isEqualTo(200);
        assertThat(ordinary.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"S512", "s256"})
    void refusesAnUnknownChallengeMethod(String method) {
        var answer = get(authorize(Map.of("code_challenge", "a".repeat(43), "code_challenge_method", method)));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void refusesAnotherResponseType() {
        assertThat(get(authorize(Map.of("response_type", "token"))).status()).isEqualTo(400);
    }

    @Test
    void writesNoMarkupFromTheAddressIntoThePage() {
        var page =
                get(authorize(Map.of("state", "\"><script>alert(1)</script>"))).text();

        assertThat(page).doesNotContain("<script>alert");
    }

    private static Answer decide(String person, String decision) {
        var address = authorize(Map.of());
        return send(request("/sandbox/authorize")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query(Map.of(
                        "request",
                        address.substring(address.indexOf('?') + 1),
                        "origin",
                        "authorize",
                        "person",
                        person,
                        "decision",
                        decision)))));
    }
}
