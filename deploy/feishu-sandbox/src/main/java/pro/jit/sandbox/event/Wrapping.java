package pro.jit.sandbox.event;

import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.token.RandomText;

/** What is posted for an event: as it is, or encrypted, and then signed. */
final class Wrapping {
    private final SecureRandom random = new SecureRandom();
    private final RandomText texts = new RandomText(random);

    /** The body: compact JSON, for receivers that serialize it anew before they check the signature. */
    String body(String json, EventSubscription subscription) {
        if (!subscription.encrypted()) {
            return json;
        }
        var iv = new byte[EventCipher.IV_BYTES];
        random.nextBytes(iv);
        return new JsonObject()
                .put("encrypt", EventCipher.encrypt(json, subscription.encryptKey(), iv))
                .encode();
    }

    /** The signature's headers; none without an Encrypt Key. */
    Map<String, String> signature(String body, EventSubscription subscription, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        if (subscription.encrypted()) {
            var timestamp = String.valueOf(now.getEpochSecond());
            var nonce = texts.urlSafe(12);
            headers.put("X-Lark-Request-Timestamp", timestamp);
            headers.put("X-Lark-Request-Nonce", nonce);
            headers.put("X-Lark-Signature", sign(timestamp, nonce, subscription.encryptKey(), body));
        }
        return headers;
    }

    // A plain hash with the key inside, no HMAC.
    static String sign(String timestamp, String nonce, String encryptKey, String body) {
        return Ids.hex(timestamp + nonce + encryptKey + body, 64);
    }
}
