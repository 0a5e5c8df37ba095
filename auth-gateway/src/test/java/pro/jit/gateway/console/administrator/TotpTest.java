package pro.jit.gateway.console.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
    /** RFC 6238 appendix B, for SHA-1. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    /** The last six of the eight digits of the RFC's table. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheRfc(long epochSecond, String code) {
        assertThat(Totp.at(SECRET, Instant.ofEpochSecond(epochSecond))).isEqualTo(code);
    }

    @Test
    void aCodeIsGoodAStepEarlyAndAStepLateAndTellsItsStep() {
        var step = NOW.getEpochSecond() / 30;
        assertThat(Totp.step(SECRET, Totp.at(SECRET, NOW), NOW)).hasValue(step);
        assertThat(Totp.step(SECRET, Totp.at(SECRET, NOW.minusSeconds(30)), NOW))
                .hasValue(step - 1);
        assertThat(Totp.step(SECRET, Totp.at(SECRET, NOW.plusSeconds(30)), NOW)).hasValue(step + 1);
        assertThat(Totp.step(SECRET, Totp.at(SECRET, NOW.minusSeconds(60)), NOW))
                .isEmpty();
        assertThat(Totp.step(SECRET, Totp.at(SECRET, NOW.plusSeconds(60)), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "05047", "0504710", "50471", " 050471", "０５０４７１", "abcdef", "-50471"})
    void whatIsNoCodeIsNotTaken(String text) {
        assertThat(Totp.step(SECRET, text, NOW)).isEmpty();
    }

    @Test
    void anAuthenticatorAppGetsAllItNeeds() {
        assertThat(Totp.address("a@b", SECRET))
                .isEqualTo("otpauth://totp/Jit:a%40b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Jit"
                        + "&algorithm=SHA1&digits=6&period=30");
    }
}
