package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.LoginMode;
import pro.jit.gateway.application.SessionLife;

class ReturnToTest {
    private static final Application APPLICATION = new Application(
            "whwy",
            "app1",
            "Desk",
            List.of(URI.create("https://jit.example")),
            null,
            LoginMode.REDIRECT,
            SessionLife.USUAL,
            List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/whwy/app1/",
                "/whwy/app1/a/b",
                "/whwy/app1/a?x=//y&z=https://other.example/",
                "/whwy/app1/a#/route",
                "/whwy/app1/%E4%BD%A0%E5%A5%BD",
                "/whwy/app1/100%25",
                "/whwy/app1/login-help",
                "/whwy/app1/login/authorize?request=AbC_-1",
                "/whwy/app1/a+b"
            })
    void aPathInsideIsKeptAsItIs(String path) {
        assertThat(ReturnTo.of(APPLICATION, path)).hasValue(path);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "/",
                "/whwy/app1",
                "/whwy/app10/",
                "/whwy/app1x/../app1/",
                "https://jit.example/whwy/app1/",
                "//evil.example/whwy/app1/",
                "/\\evil.example",
                "\\/whwy/app1/",
                "/whwy/app1/\\evil",
                "/whwy/app1//evil.example",
                "/whwy/app1/../../",
                "/whwy/app1/./x",
                "/whwy/app1/%2e%2e/%2e%2e/",
                "/whwy/app1/%252e%252e/",
                "/whwy/app1/..%2f..%2f",
                "/whwy/app1/%2fevil.example",
                "/whwy/app1/%5cevil",
                "/whwy/app1/%0d%0aSet-Cookie:x",
                "/whwy/app1/%00",
                "/whwy/app1/%zz",
                "/whwy/app1/a b",
                "/whwy/app1/a\tb",
                "/whwy/app1/\u4f60",
                "/whwy/app1/<script>",
                "/whwy/app1/login",
                "/whwy/app1/login/refresh",
                "/whwy/app1/login/authorize/",
                "/whwy/app1/login/authorize/../refresh",
                "/whwy/app1/login/leave?request=AbC",
                "/whwy/app2/login/authorize?request=AbC",
                "/whwy/app1/login?prompt=login",
                "/whwy/app1/logout",
                " /whwy/app1/"
            })
    void anythingElseIsIgnored(@Nullable String path) {
        assertThat(ReturnTo.of(APPLICATION, path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 100_000})
    void whatIsTooLongIsIgnored(int length) {
        assertThat(ReturnTo.of(APPLICATION, "/whwy/app1/" + "a".repeat(length))).isEmpty();
    }
}
