package pro.jit.gateway.client;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** Administration of service clients. Nobody hands on, or gets hold of, a scope they do not have themselves. */
@Path("/api/auth/clients")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ServiceClientResource {
    private static final Logger LOG = Logger.getLogger(ServiceClientResource.class);

    private final ServiceClients clients;
    private final SecurityIdentity caller;
    private final NoArgGenerator ids;

    ServiceClientResource(ServiceClients clients, SecurityIdentity caller, NoArgGenerator ids) {
        this.clients = clients;
        this.caller = caller;
        this.ids = ids;
    }

    record NewClient(@Nullable String clientId, @Nullable List<@Nullable String> scopes) {}

    record ClientView(String clientId, Set<String> scopes, boolean builtIn, Instant createdAt, String createdBy) {
        static ClientView of(ServiceClient client) {
            return new ClientView(
                    client.clientId(),
                    new TreeSet<>(client.scopes()),
                    client.builtIn(),
                    client.createdAt(),
                    client.createdBy());
        }
    }

    /** The one answer that holds a secret. */
    record ClientWithSecret(String clientId, Set<String> scopes, String clientSecret) {
        static ClientWithSecret of(String clientId, Set<String> scopes, ClientSecret secret) {
            return new ClientWithSecret(clientId, new TreeSet<>(scopes), secret.value());
        }

        @Override
        public String toString() {
            return "ClientWithSecret[" + clientId + "]";
        }
    }

    @GET
    @RolesAllowed("clients:read")
    public ListPage<ClientView> list(
            @QueryParam("limit") @DefaultValue("50") String limit, @QueryParam("cursor") @Nullable String cursor) {
        var size = ListPage.limit(limit);
        var after = ListPage.position(cursor, 1, List.of("")).getFirst();
        var read = clients.list(after, size + 1).stream().map(ClientView::of).toList();
        return ListPage.of(read, size, client -> List.of(client.clientId()));
    }

    @GET
    @Path("{client_id}")
    @RolesAllowed("clients:read")
    public ClientView get(@PathParam("client_id") String clientId) {
        return ClientView.of(existing(clientId));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("clients:write")
    public Response create(@Nullable NewClient request) {
        var scopes = requestedScopes(request);
        var clientId =
                request == null || request.clientId() == null ? ids.generate().toString() : request.clientId();
        if (!ClientId.isValid(clientId)) {
            throw ProblemException.invalid("client_id", "must be 1 to 63 lower-case letters, digits and hyphens");
        }
        requireHeld(scopes);
        if (BuiltInClients.reserves(clientId)) {
            throw new ProblemException(Problem.CONFLICT, "This client id belongs to the system.");
        }
        var secret = clients.create(clientId, scopes, caller.getPrincipal().getName())
                .orElseThrow(() -> new ProblemException(Problem.CONFLICT, "This client id is taken."));
        LOG.infof(
                "client created clientId=%s by=%s",
                clientId, caller.getPrincipal().getName());
        return Response.created(URI.create("/api/auth/clients/" + clientId))
                .header("Cache-Control", "no-store")
                .entity(ClientWithSecret.of(clientId, scopes, secret))
                .build();
    }

    @POST
    @Path("{client_id}/secrets")
    @RolesAllowed("clients:write")
    public Response rotate(@PathParam("client_id") String clientId) {
        var client = changeable(clientId);
        var secret = clients.rotate(client);
        LOG.infof(
                "client secret rotated clientId=%s by=%s",
                clientId, caller.getPrincipal().getName());
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(ClientWithSecret.of(clientId, client.scopes(), secret))
                .build();
    }

    @DELETE
    @Path("{client_id}")
    @RolesAllowed("clients:write")
    public void delete(@PathParam("client_id") String clientId) {
        clients.delete(changeable(clientId));
        LOG.infof(
                "client deleted clientId=%s by=%s",
                clientId, caller.getPrincipal().getName());
    }

    private static Set<String> requestedScopes(@Nullable NewClient request) {
        var scopes = new TreeSet<String>();
        if (request == null || request.scopes() == null || request.scopes().isEmpty()) {
            throw ProblemException.invalid("scopes", "must name at least one scope");
        }
        for (var scope : request.scopes()) {
            if (scope == null || !Scopes.ALL.contains(scope)) {
                throw ProblemException.invalid("scopes", "holds something that is not a scope");
            }
            scopes.add(scope);
        }
        return scopes;
    }

    private void requireHeld(Set<String> scopes) {
        if (!caller.getRoles().containsAll(scopes)) {
            throw new ProblemException(
                    Problem.FORBIDDEN, "A client can have at most the scopes of whoever creates it.");
        }
    }

    private ServiceClient existing(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no such client."));
    }

    private ServiceClient changeable(String clientId) {
        var client = existing(clientId);
        requireHeld(client.scopes());
        if (client.builtIn()) {
            throw new ProblemException(Problem.CONFLICT, "This client comes from the environment; change it there.");
        }
        return client;
    }
}
