package pro.jit.gateway.token;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.session.SessionCheck;

/** OIDC Core §5.3: the member behind a session token. */
@Path("/oauth2/userinfo")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UserinfoResource {
    private final SessionTokens tokens;
    private final SessionCheck sessions;

    UserinfoResource(SessionTokens tokens, SessionCheck sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @GET
    public Response userinfo(@HeaderParam("Authorization") @Nullable String authorization) {
        var session = bearer(authorization).flatMap(this::check);
        return session.map(SessionTokens.Verified::claims)
                .map(claims -> Response.ok(body(claims)).header("Cache-Control", "no-store"))
                .orElseGet(() -> Response.status(Response.Status.UNAUTHORIZED)
                        .header("WWW-Authenticate", challenge(authorization))
                        .header("Cache-Control", "no-store"))
                .build();
    }

    private Optional<SessionTokens.Verified> check(String token) {
        return tokens.verify(token)
                .map(SessionTokens.Verified::claims)
                .flatMap(claims -> sessions.check(token, claims.orgId(), claims.appId()));
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
