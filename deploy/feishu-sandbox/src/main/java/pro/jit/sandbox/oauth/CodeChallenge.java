package pro.jit.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** PKCE's challenge, as it came to the authorize page (RFC 7636). */
public record CodeChallenge(String value, boolean s256) {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9\\-._~]{43,128}");

    /** Whether this text can be a verifier at all, and so also a plain challenge. */
    static boolean wellFormed(String text) {
        return VERIFIER.matcher(text).matches();
    }

    /** Whether this verifier belongs to the challenge. */
    boolean accepts(String verifier) {
        if (!wellFormed(verifier)) {
            return false;
        }
        var answer = s256 ? sha256(verifier) : verifier;
        return MessageDigest.isEqual(
                answer.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
