package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are barely any. */
class UnreadableTest extends SandboxTest {
    private static final String FIND = "/open-apis/contact/v3/users/find_by_department";
    private static final String LARGE = "x".repeat(1024 * 1024 + 1);

    @Test
    void namesOfParametersAreWrittenAsTheyAre() {
        assertThat(get(FIND + "?DEPARTMENT_ID=0", tenantToken()).code()).isEqualTo(44102);
        assertThat(get(FIND + "?department_id=0", tenantToken()).code()).isZero();
    }

    @Test
    void typesOfBodiesAreWrittenInAnyCase() {
        var redemption = redemption(code(Map.of())).encode();

        var answer =
                send(request(V2).header("Content-Type", "Application/JSON").POST(BodyPublishers.ofString(redemption)));

        assertThat(answer.code()).isZero();
    }

    @Test
    void aFormThatCannotBeDecodedIsAMalformedBody() {
        var answer = send(request(V2)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("%zz=%")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(20063);
    }

    @Test
    void aQueryThatCannotBeDecodedIsABadRequest() throws IOException {
        var answer = raw("GET " + FIND + "?department_id=%zz HTTP/1.1", "Authorization: Bearer " + tenantToken());

        assertThat(answer).startsWith("HTTP/1.1 400").contains("X-Tt-Logid", "\"code\":9499", "\"log_id\":\"2");
    }

    @Test
    void aBodyThatIsTooLargeIsABadRequest() {
        var answer = send(request("/open-apis/jssdk/ticket/get").POST(BodyPublishers.ofString(LARGE)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo(9499);
        assertThat(answer.header("X-Tt-Logid")).isPresent();
    }

    @Test
    void theControlApiSaysWhatItCannotRead() throws IOException {
        var large = send(request("/sandbox/api/people").POST(BodyPublishers.ofString(LARGE)));

        assertThat(large.status()).isEqualTo(413);
        assertThat(large.json().getString("detail")).contains("1 MB");
        assertThat(raw("GET /sandbox/api/people?search=%ZZ HTTP/1.1")).contains("HTTP/1.1 400", "\"detail\":");
        assertThat(raw("GET /sandbox/api/people/%ZZ HTTP/1.1")).contains("HTTP/1.1 400", "\"detail\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[", "[]", "\"text\"", "{"})
    void aListThatIsAskedAboutIsInAnObject(String body) {
        var answer =
                send(request("/open-apis/application/v6/applications/" + APP + "/visibility/check_white_black_list")
                        .header("Authorization", "Bearer " + tenantToken())
                        .POST(BodyPublishers.ofString(body)));

        assertThat(answer.code()).isEqualTo(210001);
    }

    @Test
    void anAddressOrHeaderThatIsTooLongIsABadRequestToo() throws IOException {
        assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1"))
                .contains(" 414 ", "X-Tt-Logid: 2", "\"code\":9499", "\"log_id\":\"2");
        assertThat(raw("GET " + FIND + " HTTP/1.1", "X-Long: " + "x".repeat(20_000)))
                .contains(" 431 ", "X-Tt-Logid: 2", "\"code\":9499", "\"log_id\":\"2");
        assertThat(raw("POST " + V2 + " HTTP/1.1", "X-Long: " + "x".repeat(20_000)))
                .contains(" 431 ", "X-Tt-Logid: 2", "\"code\":20063", "\"error\":\"invalid_request\"");
        assertThat(raw("GET /sandbox/api/apps HTTP/1.1", "X-Long: " + "x".repeat(20_000)))
                .contains(" 431 ", "X-Tt-Logid: 2", "\"detail\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no HTTP",
                "GET / HTTP/1.1\r\nno header",
                "GET /open-apis/contact/v3/scopes HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2"
            })
    void whatIsNoHttpIsABadRequest(String lines) throws IOException {
        assertThat(raw(lines)).contains(" 400 ", "X-Tt-Logid: 2", "\"code\":9499", "\"log_id\":\"2");
    }

    @Test
    void anExpectationThatNobodyMeetsIsABadRequest() throws IOException {
        assertThat(raw("POST /open-apis/jssdk/ticket/get HTTP/1.1", "Expect: wonders", "Content-Length: 0"))
                .contains(" 417 ", "X-Tt-Logid: 2", "\"code\":9499");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET nowhere HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT open.feishu.cn:443 HTTP/1.1"})
    void whatHasNoPathIsNotFound(String line) throws IOException {
        assertThat(raw(line))
                .startsWith("HTTP/1.1 404")
                .contains("X-Tt-Logid: 2")
                .endsWith("404 page not found");
    }

    @Test
    void aRequestToNoHostIsABadRequest() throws IOException {
        try (var socket = new Socket("localhost", SANDBOX.port())) {
            var head = "GET /open-apis/contact/v3/scopes HTTP/1.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(" 400 ", "X-Tt-Logid: 2", "\"code\":9499");
        }
    }

    // Java's own client refuses to send such addresses.
    private static String raw(String... lines) throws IOException {
        try (var socket = new Socket("localhost", SANDBOX.port())) {
            var head = String.join("\r\n", lines) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
