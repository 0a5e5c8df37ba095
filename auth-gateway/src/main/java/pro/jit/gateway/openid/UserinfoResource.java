package pro.jit.gateway.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.token.SessionClaims;
import pro.jit.gateway.token.SessionTokens;

/** OIDC Core §5.3: the member behind a relying party's access token, or behind a session token. */
@Path("/oauth2/userinfo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UserinfoResource {
    private final SessionTokens sessionTokens;
    private final SessionCheck check;
    private final AccessTokens accessTokens;
    private final MemberClaims memberClaims;

    UserinfoResource(
            SessionTokens sessionTokens, SessionCheck check, AccessTokens accessTokens, MemberClaims memberClaims) {
        this.sessionTokens = sessionTokens;
        this.check = check;
        this.accessTokens = accessTokens;
        this.memberClaims = memberClaims;
    }

    @GET
    public Response userinfo(@HeaderParam("Authorization") @Nullable String authorization) {
        return bearer(authorization)
                .flatMap(token -> ofAccessToken(token).or(() -> ofSessionToken(token)))
                .map(claims -> Response.ok(claims).header("Cache-Control", "no-store"))
                .orElseGet(() -> Response.status(Response.Status.UNAUTHORIZED)
                        .header("WWW-Authenticate", challenge(authorization))
                        .header("Cache-Control", "no-store"))
                .build();
    }

    /** The token in the header, as by GET; a form is not read. */
    @POST
    public Response userinfoByPost(@HeaderParam("Authorization") @Nullable String authorization) {
        return userinfo(authorization);
    }

    private Optional<Map<String, Object>> ofAccessToken(String token) {
        return accessTokens
                .live(token)
                .filter(live -> live.authorization().scopes().contains(OpenIdScopes.OPENID))
                .map(live ->
                        memberClaims.of(live.session(), live.authorization().scopes()));
    }

    private Optional<Map<String, Object>> ofSessionToken(String token) {
        return sessionTokens
                .verify(token)
                .map(SessionTokens.Verified::claims)
                .flatMap(claims -> check.check(token, claims.orgId(), claims.appId()))
                .map(verified -> body(verified.claims()));
    }

    private static Optional<String> bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(authorization.substring(7).strip())
                : Optional.empty();
    }

    /** RFC 6750 §3.1: no error code for who did not show a token. */
    private static String challenge(@Nullable String authorization) {
        return authorization == null ? "Bearer realm=\"jit\"" : "Bearer realm=\"jit\", error=\"invalid_token\"";
    }

    private static Map<String, Object> body(SessionClaims claims) {
        var body = new LinkedHashMap<String, Object>();
        body.put("sub", claims.memberId());
        if (claims.name() != null) {
            body.put("name", claims.name());
        }
        if (claims.picture() != null) {
            body.put("picture", claims.picture());
        }
        body.put("sid", claims.sid());
        body.put("org_id", claims.orgId());
        body.put("app_id", claims.appId());
        body.put("organization_id", claims.organizationId());
        body.put("roles", claims.roles());
        return body;
    }
}
