package pro.jit.gateway.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to sign in, between leaving for Feishu and coming back. Kept by the browser, encrypted.
 *
 * @param attemptId names the attempt in the record of sign-ins
 * @param state 256 bit, known to this browser and Feishu alone
 * @param codeVerifier of PKCE; null in the QR and bridge ways, which have none
 * @param redirectUri exactly as sent to Feishu; null in the bridge way
 * @param returnTo where to go afterwards, checked
 */
record LoginTransaction(
        UUID attemptId,
        String state,
        @Nullable String codeVerifier,
        String organizationId,
        LoginWay way,
        @Nullable String redirectUri,
        @Nullable String returnTo,
        Instant startedAt) {
    /** Feishu's code lives 5 minutes; so long a person may take to confirm. */
    static final Duration LIFE = Duration.ofMinutes(10);

    static LoginTransaction start(
            SecureRandom random,
            UUID attemptId,
            String organizationId,
            LoginWay way,
            @Nullable String redirectUri,
            @Nullable String returnTo,
            Instant now) {
        var verifier =
                switch (way) {
                    case WORKSPACE, BROWSER -> secret(random);
                    case QR, BRIDGE -> null;
                };
        return new LoginTransaction(
                attemptId, secret(random), verifier, organizationId, way, redirectUri, returnTo, now);
    }

    /** S256 of the verifier (RFC 7636 §4.2). */
    String codeChallenge() {
        if (codeVerifier == null) {
            throw new IllegalStateException("A transaction without PKCE");
        }
        return base64(sha256(codeVerifier));
    }

    boolean isExpired(Instant now) {
        return now.isAfter(startedAt.plus(LIFE)) || startedAt.isAfter(now.plusSeconds(60));
    }

    /** By which the cookie of a state is found, without saying the state. */
    static String key(String state) {
        return base64(sha256(state)).substring(0, 16);
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "LoginTransaction[organizationId=" + organizationId + ", way=" + way + "]";
    }
}
