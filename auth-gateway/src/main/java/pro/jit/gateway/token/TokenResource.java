package pro.jit.gateway.token;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** RFC 6749 §3.2: tokens for a client that proves itself, by one of the {@link TokenGrant}s. */
@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenResource {
    private final ServiceClients clients;
    private final List<TokenGrant> grants;
    private final TokenRequestLimit limit;

    private final Visits visits;

    TokenResource(ServiceClients clients, @All List<TokenGrant> grants, TokenRequestLimit limit, Visits visits) {
        this.visits = visits;
        this.clients = clients;
        this.grants = grants;
        this.limit = limit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(
            @HeaderParam("Authorization") @Nullable String authorization,
            @Nullable MultivaluedMap<String, String> form,
            @Context HttpServerRequest request) {
        var parameters = new OAuthParameters(form);
        if (parameters.hasRepeated()) {
            return OAuthError.INVALID_REQUEST.response("A parameter is repeated.");
        }
        var client = clients.authenticate(parameters.credentials(authorization));
        if (client.isEmpty()) {
            return OAuthError.INVALID_CLIENT.response("The client did not prove itself.");
        }
        limit.exceeded(client.get(), visits.of(request).address()).ifPresent(wait -> {
            throw new ProblemException(Occurrence.of(Problem.TOO_MANY_REQUESTS).retryAfter(wait));
        });
        return answer(client.get(), parameters);
    }

    private Response answer(ServiceClient client, OAuthParameters parameters) {
        var grantType = parameters.get("grant_type").orElse("");
        if (grantType.isEmpty()) {
            return OAuthError.INVALID_REQUEST.response("grant_type is missing.");
        }
        var grant = grants.stream().filter(one -> one.type().equals(grantType)).findFirst();
        if (grant.isEmpty()) {
            return OAuthError.UNSUPPORTED_GRANT_TYPE.response("This grant type is not supported.");
        }
        if (!client.grantTypes().contains(grantType)) {
            return OAuthError.UNAUTHORIZED_CLIENT.tokenResponse("The client is not registered for this grant type.");
        }
        return grant.get().answer(client, parameters);
    }
}
