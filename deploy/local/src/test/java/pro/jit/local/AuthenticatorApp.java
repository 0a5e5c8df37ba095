package pro.jit.local;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** What somebody has on their phone: codes of six digits from the key that the console showed (RFC 6238). */
final class AuthenticatorApp {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator(STEP);

    private final SecretKeySpec key;

    /**
     * Set up.
     *
     * @param typed the key in Base32, in groups
     */
    AuthenticatorApp(String typed) {
        key = new SecretKeySpec(new Base32().decode(typed.replace(" ", "")), CODES.getAlgorithm());
    }

    /** What it shows now. */
    String code() {
        return at(Instant.now());
    }

    /** What it shows in half a minute, good already: each code is taken once. */
    String nextCode() {
        return at(Instant.now().plus(STEP));
    }

    /** Six digits that it shows neither now nor in the minutes around. */
    String wrongCode() {
        for (int digits = 0; ; digits++) {
            var code = "%06d".formatted(digits);
            if (isFarFromNow(code)) {
                return code;
            }
        }
    }

    private boolean isFarFromNow(String code) {
        for (int step = -4; step <= 4; step++) {
            if (at(Instant.now().plus(STEP.multipliedBy(step))).equals(code)) {
                return false;
            }
        }
        return true;
    }

    private String at(Instant time) {
        try {
            return CODES.generateOneTimePasswordString(key, time);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key", e);
        }
    }
}
