package pro.jit.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.net.URI;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static MultiMap headers(String... namesAndValues) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @Test
    void whatAClientClaimsToBeIsStrippedHoweverItIsSpelled() {
        var headers = headers(
                "X-Jit-Member-Id",
                "1",
                "x-jit-roles",
                "a",
                "x-jit-roles",
                "b",
                "X_Jit_Org_Id",
                "o",
                "X-JIT-Anything",
                "z",
                "Authorization",
                "Bearer x",
                "Accept",
                "text/html");

        IdentityHeaders.strip(headers, true);

        assertThat(headers.names()).containsExactly("Accept");
    }

    @Test
    void aServicesTokenIsKeptForASibling() {
        var headers = headers("X-Jit-Member-Id", "1", "Authorization", "Bearer x");

        IdentityHeaders.strip(headers, false);

        assertThat(headers.names()).containsExactly("Authorization");
    }

    @Test
    void ourCookiesAreTakenOutAndTheOthersKept() {
        var headers = headers(
                "Cookie",
                "theme=dark; jit_session=x; __Secure-jit_refresh=y; jit_login_1=z",
                "Cookie",
                "__Secure-JIT_session=a; lang=zh");

        GatewayCookies.strip(headers);

        assertThat(headers.getAll("Cookie")).containsExactly("theme=dark; lang=zh");
    }

    @Test
    void noCookieHeaderIsLeftWhenAllWereOurs() {
        var headers = headers("Cookie", "jit_session=x");

        GatewayCookies.strip(headers);

        assertThat(headers.contains("Cookie")).isFalse();
    }

    @Test
    void allCookiesOfANameAreSeen() {
        var headers = headers("Cookie", "jit_session=a; x=y; jit_session=b=", "Cookie", "jit_sessions=c; jit_session");

        assertThat(GatewayCookies.values(headers, "jit_session")).containsExactly("a", "b=");
    }

    @Test
    void traefiksAndNginxsHeadersAreRead() {
        var expected = new ForwardedRequest("POST", URI.create("https://apps.example.com"), "/w/a/x?y=1");

        assertThat(ForwardedRequest.of(headers(
                        "X-Forwarded-Method", "POST",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Host", "apps.example.com",
                        "X-Forwarded-Uri", "/w/a/x?y=1")))
                .contains(expected);
        assertThat(ForwardedRequest.of(
                        headers("X-Original-Method", "POST", "X-Original-URL", "https://apps.example.com/w/a/x?y=1")))
                .contains(expected);
    }

    @Test
    void aClientCannotHaveAnotherApplicationCheckedThanTheOneItGets() {
        assertThat(ForwardedRequest.of(headers(
                        "X-Original-URL", "https://apps.example.com/w/secret/",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Host", "apps.example.com",
                        "X-Forwarded-Uri", "/w/mine/")))
                .isEmpty();
        assertThat(ForwardedRequest.of(headers(
                        "X-Forwarded-Host",
                        "apps.example.com",
                        "X-Forwarded-Uri",
                        "/w/a/",
                        "X-Forwarded-Uri",
                        "/w/b/")))
                .isEmpty();
    }

    @Test
    void anAddressThatIsNoneIsNoRequest() {
        assertThat(ForwardedRequest.of(headers())).isEmpty();
        assertThat(ForwardedRequest.of(headers("X-Original-URL", "/w/a/"))).isEmpty();
        assertThat(ForwardedRequest.of(headers("X-Original-URL", "javascript://x")))
                .isEmpty();
        assertThat(ForwardedRequest.of(headers("X-Forwarded-Uri", "w/a", "Host", "h")))
                .isEmpty();
        assertThat(ForwardedRequest.of(headers("X-Forwarded-Uri", "/w/a", "X-Forwarded-Host", "a b")))
                .isEmpty();
    }

    @Test
    void aNameIsPercentEncodedUtf8() {
        assertThat(IdentityHeaders.percentEncoded("李 a+b*~")).isEqualTo("%E6%9D%8E%20a%2Bb%2A~");
    }
}
