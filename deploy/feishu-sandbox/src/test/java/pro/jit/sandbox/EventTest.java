package pro.jit.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Short words for tests of events. */
abstract class EventTest extends SandboxTest {
    static final String API = "/sandbox/api";
    static final String KEY = "an encrypt key";
    static final String SUBSCRIPTION = API + "/apps/" + APP + "/events";

    /** A subscription by HTTP, as the control API reads it. */
    static JsonObject webhook(Receiver receiver, String encryptKey, String... types) {
        return new JsonObject()
                .put("mode", "webhook")
                .put("request_url", receiver.url())
                .put("encrypt_key", encryptKey)
                .put("verification_token", Receiver.TOKEN)
                .put("subscribed", new JsonArray(List.of(types)));
    }

    static void subscribe(Receiver receiver, String encryptKey, String... types) {
        var answer = put(SUBSCRIPTION, webhook(receiver, encryptKey, types));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    /** What the sandbox says it sent, the newest first. */
    static List<JsonObject> sent() {
        return get(API + "/events").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    static String state(int place) {
        return sent().get(place).getString("state");
    }

    static List<String> statuses(int place) {
        return sent().get(place).getJsonArray("attempts").stream()
                .map(attempt -> ((JsonObject) attempt).getString("status"))
                .toList();
    }

    static void until(Callable<Boolean> holds) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(holds);
    }
}
