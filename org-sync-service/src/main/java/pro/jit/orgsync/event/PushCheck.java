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
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.EventSecrets;

/**
 * Whether a push comes from Feishu, is fresh, and is meant for this organization. Where an Encrypt Key is kept nothing plain is believed, and all
 * but the challenge must be signed; otherwise the Verification Token is the proof.
 */
@ApplicationScoped
class PushCheck {
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
        var header = plain.path("header");
        if (!tokenHolds(header.path("token"), secrets)) {
            return new Verdict.Refused("token");
        }
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
        var openId = plain.path("event").path("object").path("open_id").asText("");
        return new Verdict.Event(new Hint(eventId, type, openId.matches("[A-Za-z0-9_-]{1,128}") ? openId : null));
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
