package pro.jit.gateway.console.administrator;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Time-based one-time passwords (RFC 6238) as all authenticator apps make them: HMAC-SHA-1, 6 digits, a step of 30 s. The code of the step before and
 * of the one after count too, for clocks that differ.
 */
final class Totp {
    private static final int SECRET_BYTES = 20;
    private static final int DIGITS = 6;
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String ALGORITHM = TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1;
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final TimeBasedOneTimePasswordGenerator CODES =
            new TimeBasedOneTimePasswordGenerator(STEP, DIGITS, ALGORITHM);

    private Totp() {}

    /** As long as the HMAC's output (RFC 4226 section 4, R6). */
    static byte[] newSecret(SecureRandom random) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** Base32 without padding, as it is typed in. */
    static String written(byte[] secret) {
        return new Base32().encodeToString(secret).replace("=", "");
    }

    /** What an authenticator app reads from a QR code. */
    static String address(String username, byte[] secret) {
        return "otpauth://totp/Jit:" + URLEncoder.encode(username, StandardCharsets.UTF_8) + "?secret="
                + written(secret) + "&issuer=Jit&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP.toSeconds();
    }

    static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** The time step (RFC 6238 section 4.2) this is the code of, near {@code now}; empty for a wrong code. */
    static OptionalLong step(byte[] secret, String code, Instant now) {
        var found = OptionalLong.empty();
        for (var offset = -1; offset <= 1; offset++) {
            var time = now.plus(STEP.multipliedBy(offset));
            if (MessageDigest.isEqual(
                    at(secret, time).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(Math.floorDiv(time.getEpochSecond(), STEP.toSeconds()));
            }
        }
        return found;
    }

    /** The code of a time. */
    static String at(byte[] secret, Instant time) {
        try {
            return CODES.generateOneTimePasswordString(new SecretKeySpec(secret, ALGORITHM), time);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("A secret of ours is a key", e);
        }
    }
}
