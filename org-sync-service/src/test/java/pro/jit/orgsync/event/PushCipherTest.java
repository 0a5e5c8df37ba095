package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushCipherTest {
    @Test
    void decryptsTheExampleOfFeishusDocumentation() throws GeneralSecurityException {
        assertThat(PushCipher.decrypt("test key", "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="))
                .isEqualTo("hello world");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no base64 at all!",
                "AAAA",
                "P37w+VZImNgPEO1RBhJ6Rg==",
                "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghkA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void whatWasNotEncryptedWithTheKeyDoesNotOpen(String encrypted) {
        assertThatThrownBy(() -> PushCipher.decrypt("test key", encrypted))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void theSignatureIsOverTimeNonceKeyAndTheBodyToTheByte() {
        var body = "{\"encrypt\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        var signature = PushCipher.signature("1700000000", "n", "k", body);

        assertThat(signature).isEqualTo("43ef23b96c9cb62ff918f4a6824307e0997b71a79b1e1c38f06f8df724e8ccb9");
        assertThat(PushCipher.signature("1700000001", "n", "k", body)).isNotEqualTo(signature);
        assertThat(PushCipher.signature("1700000000", "m", "k", body)).isNotEqualTo(signature);
        assertThat(PushCipher.signature("1700000000", "n", "j", body)).isNotEqualTo(signature);
        assertThat(PushCipher.signature(
                        "1700000000", "n", "k", "{\"encrypt\": \"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(signature);
    }
}
