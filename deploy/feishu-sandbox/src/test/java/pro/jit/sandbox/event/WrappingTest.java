package pro.jit.sandbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrappingTest {
    private static final String CHECK_VECTOR = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=";
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.5Z");

    private final Wrapping wrapping = new Wrapping();

    @Test
    void encryptsAsTheCheckVectorOfFeishusDocumentsSays() {
        var iv = Arrays.copyOf(Base64.getDecoder().decode(CHECK_VECTOR), EventCipher.IV_BYTES);

        assertThat(EventCipher.encrypt("hello world", "test key", iv)).isEqualTo(CHECK_VECTOR);
    }

    @Test
    void encryptsTheSameTextDifferentlyEachTime() {
        var keyed = keyed("test key");

        assertThat(wrapping.body("{}", keyed)).isNotEqualTo(wrapping.body("{}", keyed));
    }

    @Test
    void signsTimestampNonceKeyAndBodyWithAPlainHash() {
        // printf '1732435200n-1test key{"encrypt":"x"}' | sha256sum
        assertThat(Wrapping.sign("1732435200", "n-1", "test key", "{\"encrypt\":\"x\"}"))
                .isEqualTo("76ae819470f1ebc2380403bed688087753997f05441bd7b84b52f75fb89d5956");
    }

    @Test
    void sendsTheSecondsAndWhatTheySign() {
        var headers = wrapping.signature("{}", keyed("test key"), NOW);

        assertThat(headers).containsEntry("X-Lark-Request-Timestamp", String.valueOf(NOW.getEpochSecond()));
        assertThat(headers.get("X-Lark-Signature"))
                .isEqualTo(Wrapping.sign(
                        headers.getOrDefault("X-Lark-Request-Timestamp", ""),
                        headers.getOrDefault("X-Lark-Request-Nonce", ""),
                        "test key",
                        "{}"));
    }

    @Test
    void sendsPlainAndUnsignedWithoutAnEncryptKey() {
        assertThat(wrapping.body("{\"a\":1}", keyed(""))).isEqualTo("{\"a\":1}");
        assertThat(wrapping.signature("{\"a\":1}", keyed(""), NOW)).isEmpty();
    }

    private static EventSubscription keyed(String encryptKey) {
        return new EventSubscription(EventMode.WEBHOOK, "http://localhost/events", encryptKey, "vt", Set.of());
    }
}
