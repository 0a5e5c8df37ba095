package pro.jit.orgsync.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.EventSecrets;

/**
 * Whether a push comes from Feishu, is fresh, and is meant for this organization. Where an Encrypt Key is kept nothing plain is believed, and all
 * but the challenge must be signed; otherwise the Verification Token is the proof.
 */
@ApplicationScoped
class PushCheck {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final ObjectMapper json;
    private final Clock clock;

    PushCheck(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A push as it came. */
    static final class Push {
        private final byte[] body;
        private final @Nullable String timestamp;
        private final @Nullable String nonce;
        private final @Nullable String signature;

        /** @param body to the byte, since the signature is over it */
        Push(byte[] body, @Nullable String timestamp, @Nullable String nonce, @Nullable String signature) {
            this.body = body;
            this.timestamp = timestamp;
            this.nonce = nonce;
            this.signature = signature;
        }
    }

    Verdict check(Push push, EventSecrets secrets) {
        if (!secrets.active() || secrets.delivery() != EventDelivery.WEBHOOK) {
            return new Verdict.Refused("not-expected");
        }
        if (secrets.encryptKey() == null && secrets.verificationToken() == null) {
            return new Verdict.Refused("no-secret-kept");
        }
        try {
            var outer = object(push.body);
            var encrypted = outer.path("encrypt");
            var key = secrets.encryptKey();
            if (key == null) {
                return encrypted.isMissingNode()
                        ? ofPlain(outer, secrets, true)
                        : new Verdict.Refused("encrypted-without-a-key");
            }
            if (!encrypted.isTextual()) {
                return new Verdict.Refused("not-encrypted");
            }
            var plain = object(PushCipher.decrypt(key, encrypted.textValue()).getBytes(StandardCharsets.UTF_8));
            return ofPlain(plain, secrets, isSigned(push, key));
        } catch (GeneralSecurityException e) {
            return new Verdict.Refused("not-decryptable");
        } catch (IOException e) {
            return new Verdict.Refused("not-json");
        }
    }

    private Verdict ofPlain(JsonNode plain, EventSecrets secrets, boolean signed) {
        if (plain.path("type").asText("").equals("url_verification")) {
            var challenge = plain.path("challenge").asText("");
            return tokenHolds(plain.path("token"), secrets) && !challenge.isEmpty() && challenge.length() <= 1_000
                    ? new Verdict.Challenge(challenge)
                    : new Verdict.Refused("challenge-with-another-token");
        }
        if (!signed) {
            return new Verdict.Refused("signature");
        }
        return tokenHolds(plain.path("header").path("token"), secrets)
                ? ofOurs(plain, secrets)
                : new Verdict.Refused("token");
    }

    /**
     * The same for what comes over a long connection, which the App Secret opened: plain and unsigned, as Feishu sends it, and never a challenge.
     */
    Verdict checkConnected(byte[] payload, EventSecrets secrets) {
        if (!secrets.active() || secrets.delivery() != EventDelivery.LONG_CONNECTION) {
            return new Verdict.Refused("not-expected");
        }
        try {
            return ofOurs(object(payload), secrets);
        } catch (IOException e) {
            return new Verdict.Unreadable("not-json");
        }
    }

    private static Verdict ofOurs(JsonNode plain, EventSecrets secrets) {
        var header = plain.path("header");
        if (!header.path("app_id").asText("").equals(secrets.feishuAppId())) {
            return new Verdict.Refused("app-id");
        }
        var tenant = secrets.tenantKey();
        if (tenant != null && !header.path("tenant_key").asText("").equals(tenant)) {
            return new Verdict.Refused("tenant-key");
        }
        return hint(plain, header);
    }

    private static Verdict hint(JsonNode plain, JsonNode header) {
        var eventId = header.path("event_id").asText("");
        var type = header.path("event_type").asText("");
        if (!eventId.matches("[A-Za-z0-9_-]{1,100}") || !type.matches("[a-z0-9_.]{1,100}")) {
            return new Verdict.Unreadable("no event_id or event_type");
        }
        return new Verdict.Event(new Hint(
                eventId,
                type,
                id(plain, type.startsWith(Hint.USER_TOKEN) ? "" : "object", "open_id"),
                id(plain, "object", "open_department_id")));
    }

    /** What a deletion is about may be in {@code old_object} alone. */
    private static @Nullable String id(JsonNode plain, String object, String field) {
        var event = plain.path("event");
        var told = object.isEmpty() ? event : event.path(object);
        var id = told.path(field).asText(event.path("old_object").path(field).asText(""));
        return ID.matcher(id).matches() ? id : null;
    }

    private boolean isSigned(Push push, String key) {
        var timestamp = push.timestamp;
        var nonce = push.nonce;
        var signature = push.signature;
        if (timestamp == null || nonce == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                .abs();
        return age.compareTo(WINDOW) <= 0 && same(PushCipher.signature(timestamp, nonce, key, push.body), signature);
    }

    /** Where no token is kept, the Encrypt Key alone is the proof. */
    private static boolean tokenHolds(JsonNode token, EventSecrets secrets) {
        var kept = secrets.verificationToken();
        return kept == null || same(kept, token.asText(""));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode object(byte[] bytes) throws IOException {
        var read = json.readTree(bytes);
        if (read == null || !read.isObject()) {
            throw new JsonProcessingException("Not a JSON object") {};
        }
        return read;
    }
}
