package pro.jit.gateway.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionTest {
    private static String key(int id, int fill) {
        var bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void whatIsEncryptedIsDecryptedInItsPlaceAlone() throws Exception {
        var encryption = new Encryption(key(1, 1));
        var ciphertext = encryption.encrypt("text".getBytes(UTF_8), "row/1");
        assertThat(encryption.decrypt(ciphertext, "row/1")).asString(UTF_8).isEqualTo("text");
        assertThatThrownBy(() -> encryption.decrypt(ciphertext, "row/2")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anOldKeyStillDecryptsAfterARotation() throws Exception {
        var ciphertext = new Encryption(key(1, 1)).encrypt("text".getBytes(UTF_8), "x");
        var rotated = new Encryption(key(2, 2) + "," + key(1, 1));
        assertThat(rotated.decrypt(ciphertext, "x")).asString(UTF_8).isEqualTo("text");
        var fresh = rotated.encrypt("text".getBytes(UTF_8), "x");
        assertThat(new Encryption(key(2, 2)).decrypt(fresh, "x"))
                .asString(UTF_8)
                .isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "x:AAAA", "1:AAAA", "0:" + K, "-1:" + K, "1:" + K + ",", "1:" + K + ",1:" + K, "1:????"
            })
    void aMalformedKeysetIsRefusedByNameAndNotPrinted(String keys) {
        assertThatThrownBy(() -> new Encryption(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JIT_ENCRYPTION_KEYS")
                .hasMessageNotContaining(K);
    }

    private static final String K = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
}
