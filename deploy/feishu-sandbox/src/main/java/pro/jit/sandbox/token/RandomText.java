package pro.jit.sandbox.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Unguessable texts in the shapes that Feishu's have. */
public final class RandomText {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            "{\"alg\":\"ES256\",\"feature_code\":\"FeatureOAuthJWTSign_CN\",\"kid\":\"7411111111111111111\",\"typ\":\"JWT\"}";

    private final SecureRandom random;

    public RandomText(SecureRandom random) {
        this.random = random;
    }

    /** {@code A-Za-z0-9-_}, four characters for three bytes. */
    public String urlSafe(int bytes) {
        var buffer = new byte[bytes];
        random.nextBytes(buffer);
        return BASE64.encodeToString(buffer);
    }

    /** So many hex digits, an even number of them. */
    public String hex(int digits) {
        var buffer = new byte[digits / 2];
        random.nextBytes(buffer);
        return HexFormat.of().formatHex(buffer);
    }

    /** Looks like a JWT and is as long as Feishu's, well over 1 KB; nobody can read anything from it. */
    public String likeJwt() {
        return BASE64.encodeToString(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + urlSafe(768) + "." + urlSafe(64);
    }
}
