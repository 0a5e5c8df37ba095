package pro.jit.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestApplication;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.forward.RawConnection;

/** Requests whose bytes are wrong before anything can be asked of them: each is told by name, and none is our failure. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class UnreadableRequestsIT {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                ("operator:" + TestEnvironment.OPERATOR_SECRET).getBytes(StandardCharsets.UTF_8));
    }

    /** One answer, to a request that no client library would send. */
    private static String sent(String line, String headers, String body) throws IOException {
        var request = line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body;
        try (var connection = RawConnection.to(URI.create("http://localhost:" + RestAssured.port))) {
            return connection.send(request).readAll();
        }
    }

    private static String form(String path, String body) throws IOException {
        return sent(
                "POST " + path,
                "Authorization: " + basic()
                        + "\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\nContent-Type: " + FORM
                        + "\r\nContent-Length: " + body.length() + "\r\n",
                body);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/oauth2/token|grant_type=%zz",
                "/oauth2/token|a=%",
                "/oauth2/token|&&&=",
                "/oauth2/token|%zz=1",
                "/oauth2/token|grant_type=%ff%fe%",
                "/oauth2/introspect|token=%zz",
                "/oauth2/revoke|token=%",
                "/oauth2/authorize|client_id=%zz",
                "/oauth2/logout|id_token_hint=%zz"
            },
            delimiter = '|')
    void aFormThatCannotBeDecodedIsInvalidRequestOfOAuth(String path, String body) throws IOException {
        assertThat(form(path, body))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"error\":\"invalid_request\"")
                .containsIgnoringCase("Cache-Control: no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/access-requests", "/login/leave"})
    void elsewhereItIsTheProblem(String path) throws IOException {
        var application = TestApplication.registered();

        assertThat(form(application.path() + path, "reason=%zz"))
                .startsWith("HTTP/1.1 400 ")
                .contains("urn:jit:problem:invalid-request", "\"field\":\"body\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"})
    void jsonWhereOAuthWantsAFormIsInvalidRequest(String path) throws IOException {
        var body = "{\"grant_type\":\"client_credentials\"}";
        var answer = sent(
                "POST " + path,
                "Authorization: " + basic() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n",
                body);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"error\":\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/applications", "/oauth2/token", "/nowhere"})
    void aBodyThatSaysItIsTooLargeIsTold(String path) throws IOException {
        var answer =
                sent("POST " + path, "Content-Type: application/json\r\nContent-Length: " + (11 << 20) + "\r\n", "");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("payload-too-large", "request_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/sessions?org_id=%zz",
                "/api/auth/sessions?%=1",
                "/oauth2/authorize?client_id=%zz",
                "/whwy/nobody/login?code=%zz",
                "/api/auth/applications/%zz/app",
                "/%zz"
            })
    void anAddressThatCannotBeDecodedIsTold(String path) throws IOException {
        assertThat(sent("GET " + path, "Accept: application/json\r\n", ""))
                .startsWith("HTTP/1.1 400 ")
                .contains("invalid")
                .containsIgnoringCase("Content-Type: application/");
    }

    @Test
    void anAddressOfFourteenThousandBytesIsServedThoughNoLoginLeadsBackToIt() throws IOException {
        var application = TestApplication.registered();
        var deep = application.path() + "/" + "x".repeat(14_000);

        assertThat(sent("GET " + deep, "Accept: text/html\r\n", ""))
                .startsWith("HTTP/1.1 302 ")
                .contains("Location: " + application.login() + "\r\n");
    }

    /** Once, such paths took a thread for half a minute, or all of its stack. */
    @ParameterizedTest
    @CsvSource({
        "/console/, a/, 7000, 200",
        "/console/assets/, a/, 7000, 404",
        "/whwy/nobody/login, %20, 5000, 404",
        "/api/auth/applications/, a/, 7000, 404",
        "/, a/, 7000, 404",
        "/, x, 14000, 404"
    })
    void noPathIsTooMuch(String path, String part, int times, int status) throws IOException {
        assertThat(sent("GET " + path + part.repeat(times), "Accept: application/json\r\n", ""))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%7BorgId%7D/%7BappId%7D/login",
                "/{orgId}/{appId}/login",
                "/%E7%BB%84%E7%BB%87/x/login",
                "/whwy/nobody/login",
                "/whwy/nobody/login/",
                "/whwy/nobody/login%20",
                "/whwy/a.b/login"
            })
    void aLoginAddressOfNoApplicationIsToldWhatOneLooksLike(String path) throws IOException {
        assertThat(sent("GET " + path, "Accept: text/html\r\n", ""))
                .startsWith("HTTP/1.1 404 ")
                .contains("unknown-application", "https://domain/{orgId}/{appId}/login");
    }
}
