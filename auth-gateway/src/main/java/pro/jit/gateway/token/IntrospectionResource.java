package pro.jit.gateway.token;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.session.SessionCheck;

/** RFC 7662: whether a token is good right now, a session token's session included. */
@Path("/oauth2/introspect")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IntrospectionResource {
    private final ServiceClients clients;
    private final SignedTokens tokens;
    private final ServiceTokenIssuer serviceTokens;
    private final SessionTokens sessionTokens;
    private final SessionCheck sessions;
    private final List<IssuedTokens> others;

    IntrospectionResource(
            ServiceClients clients,
            SignedTokens tokens,
            ServiceTokenIssuer serviceTokens,
            SessionTokens sessionTokens,
            SessionCheck sessions,
            @All List<IssuedTokens> others) {
        this.clients = clients;
        this.tokens = tokens;
        this.serviceTokens = serviceTokens;
        this.sessionTokens = sessionTokens;
        this.sessions = sessions;
        this.others = others;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response introspect(
            @HeaderParam("Authorization") @Nullable String authorization,
            @Nullable MultivaluedMap<String, String> form) {
        var parameters = new OAuthParameters(form);
        if (parameters.hasRepeated()) {
            return OAuthError.INVALID_REQUEST.response("A parameter is repeated.");
        }
        var client = clients.authenticate(parameters.credentials(authorization));
        if (client.isEmpty()) {
            return OAuthError.INVALID_CLIENT.response("The client did not prove itself.");
        }
        if (!client.get().scopes().contains("tokens:introspect")) {
            return OAuthError.UNAUTHORIZED_CLIENT.response("The client lacks the scope tokens:introspect.");
        }
        var token = parameters.get("token");
        if (token.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response("token is missing.");
        }
        return Response.ok(describe(token.get()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private Map<String, Object> describe(String token) {
        var description = new LinkedHashMap<String, Object>();
        var claims = good(token).or(() -> issuedByOthers(token));
        description.put("active", claims.isPresent());
        claims.ifPresent(good -> {
            description.putAll(good);
            description.put("token_type", "Bearer");
        });
        return description;
    }

    private Optional<Map<String, Object>> good(String token) {
        if (serviceTokens.verify(token).isPresent() || isLiveSession(token)) {
            return tokens.verify(token).map(SignedTokens.Good::claims).map(JwtClaims::getClaimsMap);
        }
        return Optional.empty();
    }

    private Optional<Map<String, Object>> issuedByOthers(String token) {
        return others.stream().flatMap(kind -> kind.describe(token).stream()).findFirst();
    }

    private boolean isLiveSession(String token) {
        return sessionTokens
                .verify(token)
                .map(SessionTokens.Verified::claims)
                .flatMap(claims -> sessions.check(token, claims.orgId(), claims.appId()))
                .isPresent();
    }
}
