package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSubscriptionTest extends EventTest {
    @ParameterizedTest
    @ValueSource(strings = {"", KEY})
    void savesARequestUrlWhoseSdkAnswersTheChallenge(String encryptKey) {
        try (var receiver = Receiver.with(encryptKey)) {
            var answer = put(SUBSCRIPTION, webhook(receiver, encryptKey, "contact.user.updated_v3"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().getString("request_url")).isEqualTo(receiver.url());
            assertThat(answer.json().getBoolean("encrypted")).isEqualTo(!encryptKey.isEmpty());
            assertThat(get(SUBSCRIPTION).json()).isEqualTo(answer.json());
            assertThat(answer.text()).doesNotContain(Receiver.TOKEN, KEY);
            var challenge = receiver.challenges.remove();
            assertThat(challenge.judgment()).isEqualTo(200);
            assertThat(challenge.headers()).doesNotContainKey("x-lark-signature");
            assertThat(challenge.plain().fieldNames()).containsExactly("challenge", "token", "type");
        }
    }

    @Test
    void saysWhatCanBeSubscribedTo() {
        var types = get("/sandbox/api/event-types").json();

        assertThat(types.getJsonArray("happening")).hasSize(7).contains("contact.user.deleted_v3");
        assertThat(types.getJsonArray("known"))
                .containsAll(types.getJsonArray("happening"))
                .hasSize(13);
    }

    @Test
    void refusesARequestUrlThatHasAnotherVerificationToken() {
        try (var receiver = Receiver.with("")) {
            var answer = put(SUBSCRIPTION, webhook(receiver, "").put("verification_token", "another token"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getString("detail")).contains("HTTP 500");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"challenge\":\"another\"} | without the challenge",
                "200 | success                     | JSON",
                "404 | {}                          | HTTP 404",
                "302 | {}                          | HTTP 302",
            })
    void savesNothingWhenTheChallengeIsNotAnswered(int status, String body, String why) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            var answer = put(
                    SUBSCRIPTION,
                    new JsonObject()
                            .put("mode", "webhook")
                            .put(
                                    "request_url",
                                    "http://localhost:" + server.getAddress().getPort() + "/"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getString("detail")).contains(why);
            assertThat(get(SUBSCRIPTION).json().getString("mode")).isEqualTo("none");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesARequestUrlThatIsSilentForASecond() {
        try (var receiver = Receiver.with("")) {
            receiver.beSilent();

            var answer = put(SUBSCRIPTION, webhook(receiver, ""));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().getString("detail")).contains("no answer within 1 s");
        }
    }

    @Test
    void refusesWhatIsNoSubscription() {
        assertThat(put(SUBSCRIPTION, new JsonObject().put("mode", "pigeon")).status())
                .isEqualTo(400);
        assertThat(put(SUBSCRIPTION, new JsonObject().put("mode", "webhook").put("request_url", "localhost:1"))
                        .status())
                .isEqualTo(400);
        assertThat(put(
                                SUBSCRIPTION,
                                new JsonObject()
                                        .put("mode", "none")
                                        .put("subscribed", new JsonArray().add("contact.user.sneezed_v3")))
                        .status())
                .isEqualTo(400);
        assertThat(put(API + "/apps/cli_none/events", new JsonObject().put("mode", "none"))
                        .status())
                .isEqualTo(404);
    }
}
