package pro.jit.gateway.token;

import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.impl.UUIDUtil;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;

/** {@link SessionTokens} over the gateway's signing keys. */
@Singleton
class SessionTokenIssuer implements SessionTokens {
    private final SignedTokens tokens;
    private final NoArgGenerator ids;

    /** What was read from the claims, for as long as {@link SignedTokens} holds them. */
    private final Cache<SignedTokens.Good, Verified> read =
            Caffeine.newBuilder().weakKeys().build();

    SessionTokenIssuer(SignedTokens tokens, NoArgGenerator ids) {
        this.tokens = tokens;
        this.ids = ids;
    }

    @Override
    public Issued issue(SessionClaims session, Duration life) {
        var jti = ids.generate();
        var issuedAt = issuedAt(jti);
        var expiresAt = Instant.ofEpochSecond(issuedAt.plus(life).getEpochSecond());
        return new Issued(tokens.sign(claims(session, jti), issuedAt, expiresAt), expiresAt);
    }

    private static JwtClaims claims(SessionClaims session, UUID jti) {
        var claims = new JwtClaims();
        claims.setJwtId(jti.toString());
        claims.setSubject(session.memberId());
        claims.setAudience(session.orgId() + "/" + session.appId());
        claims.setClaim("token_use", "session");
        claims.setClaim("auth_time", session.authTime().getEpochSecond());
        claims.setClaim("sid", session.sid());
        claims.setStringListClaim("amr", session.amr());
        claims.setClaim("org_id", session.orgId());
        claims.setClaim("app_id", session.appId());
        claims.setClaim("organization_id", session.organizationId());
        claims.setStringListClaim("roles", session.roles());
        setIfKnown(claims, "name", session.name());
        setIfKnown(claims, "picture", session.picture());
        claims.setClaim("feishu", feishu(session.feishu()));
        return claims;
    }

    private static Map<String, String> feishu(FeishuIdentity identity) {
        var feishu = new LinkedHashMap<String, String>();
        feishu.put("open_id", identity.openId());
        if (identity.unionId() != null) {
            feishu.put("union_id", identity.unionId());
        }
        if (identity.userId() != null) {
            feishu.put("user_id", identity.userId());
        }
        feishu.put("tenant_key", identity.tenantKey());
        return feishu;
    }

    private static void setIfKnown(JwtClaims claims, String name, @Nullable String value) {
        if (value != null) {
            claims.setClaim(name, value);
        }
    }

    @Override
    public Optional<Verified> verify(String token) {
        return tokens.verify(token).flatMap(good -> Optional.ofNullable(read.get(good, this::read)));
    }

    @Override
    public Optional<Verified> verifyExpired(String token) {
        return tokens.verifyExpired(token).flatMap(good -> Optional.ofNullable(read(good)));
    }

    private @Nullable Verified read(SignedTokens.Good good) {
        var claims = good.claims();
        try {
            return "session".equals(claims.getClaimValue("token_use"))
                    ? new Verified(session(claims), issuedAt(UUID.fromString(claims.getJwtId())), good.expiresAt())
                    : null;
        } catch (MalformedClaimException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            return null;
        }
    }

    private static SessionClaims session(JwtClaims claims) throws MalformedClaimException {
        var feishu = claims.getClaimValue("feishu", Map.class);
        return new SessionClaims(
                required(claims, "sid"),
                required(claims, "sub"),
                required(claims, "org_id"),
                required(claims, "app_id"),
                required(claims, "organization_id"),
                claims.getStringListClaimValue("amr"),
                claims.getStringListClaimValue("roles"),
                claims.getStringClaimValue("name"),
                claims.getStringClaimValue("picture"),
                new FeishuIdentity(
                        String.valueOf(feishu.get("open_id")),
                        (String) feishu.get("union_id"),
                        (String) feishu.get("user_id"),
                        String.valueOf(feishu.get("tenant_key"))),
                Instant.ofEpochSecond(claims.getClaimValue("auth_time", Long.class)));
    }

    private static String required(JwtClaims claims, String name) throws MalformedClaimException {
        return Objects.requireNonNull(claims.getStringClaimValue(name), name);
    }

    private static Instant issuedAt(UUID jti) {
        return Instant.ofEpochMilli(UUIDUtil.extractTimestamp(jti));
    }
}
