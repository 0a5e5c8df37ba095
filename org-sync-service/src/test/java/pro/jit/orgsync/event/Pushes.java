package pro.jit.orgsync.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import pro.jit.orgsync.event.Subscribers.Subscriber;

/** Pushes as Feishu makes them, of our own. */
final class Pushes {
    private Pushes() {}

    /** Encrypts, signs and pushes an event; it is taken. */
    static void signed(Subscriber to, String event) {
        var body = encrypted(event);
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        var answer = given().contentType("application/json")
                .header("X-Lark-Request-Timestamp", timestamp)
                .header("X-Lark-Request-Nonce", "a-nonce")
                .header("X-Lark-Signature", PushCipher.signature(timestamp, "a-nonce", Subscribers.KEY, body))
                .body(body)
                .post("/feishu/events/" + to.id());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    /** The body of a push. */
    static byte[] encrypted(String event) {
        try {
            return ("{\"encrypt\":\"" + TestCipher.encrypt(Subscribers.KEY, event) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
