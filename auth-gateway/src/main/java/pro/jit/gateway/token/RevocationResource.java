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
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.session.EndReason;
import pro.jit.gateway.session.EndSessions;

/** RFC 7009. A client revokes its own service tokens; one with {@code sessions:write} also session tokens, which ends the session. */
@Path("/oauth2/revoke")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RevocationResource {
    private static final Logger LOG = Logger.getLogger(RevocationResource.class);

    private final ServiceClients clients;
    private final ServiceTokenIssuer serviceTokens;
    private final RevokedServiceTokens revoked;
    private final SessionTokens sessionTokens;
    private final EndSessions sessions;
    private final List<IssuedTokens> others;

    RevocationResource(
            ServiceClients clients,
            ServiceTokenIssuer serviceTokens,
            RevokedServiceTokens revoked,
            SessionTokens sessionTokens,
            EndSessions sessions,
            @All List<IssuedTokens> others) {
        this.clients = clients;
        this.serviceTokens = serviceTokens;
        this.revoked = revoked;
        this.sessionTokens = sessionTokens;
        this.sessions = sessions;
        this.others = others;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(
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
        var token = parameters.get("token");
        if (token.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response("token is missing.");
        }
        return revoke(client.get(), token.get());
    }

    /** A token that is not good is as good as revoked: 200 (RFC 7009 §2.2). */
    private Response revoke(ServiceClient client, String token) {
        var service = serviceTokens.verify(token);
        if (service.isPresent()) {
            if (!service.get().clientId().equals(client.clientId())) {
                return OAuthError.UNAUTHORIZED_CLIENT.response("The token is another client's.");
            }
            revoked.add(service.get().jti(), service.get().expiresAt());
        }
        var session = sessionTokens.verify(token);
        if (session.isPresent()) {
            if (!client.scopes().contains("sessions:write")) {
                return OAuthError.UNAUTHORIZED_CLIENT.response("The client lacks the scope sessions:write.");
            }
            sessions.one(session.get().claims().sid(), EndReason.ADMINISTRATOR);
            LOG.infof("session token revoked clientId=%s", client.clientId());
        }
        var foreign = others.stream().map(kind -> kind.revoke(client, token)).toList();
        return foreign.contains(IssuedTokens.Revocation.ANOTHER_CLIENTS)
                ? OAuthError.UNAUTHORIZED_CLIENT.response("The token is another client's.")
                : Response.ok().header("Cache-Control", "no-store").build();
    }
}
