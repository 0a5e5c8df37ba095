package pro.jit.gateway.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.client.ServiceClients.Creation;
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
    private final Applications applications;
    private final SecurityIdentity caller;
    private final Clock clock;
    private final NoArgGenerator ids;
    private final ObjectMapper json;

    ServiceClientResource(
            ServiceClients clients,
            Applications applications,
            SecurityIdentity caller,
            NoArgGenerator ids,
            Clock clock,
            ObjectMapper json) {
        this.clients = clients;
        this.applications = applications;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    record ClientView(
            String clientId,
            Set<String> scopes,
            String tokenEndpointAuthMethod,
            @Nullable Map<String, Object> jwks,
            Set<String> grantTypes,
            @Nullable String orgId,
            @Nullable String appId,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            @Nullable String backchannelLogoutUri,
            @Nullable String idTokenSignedResponseAlg,
            boolean builtIn,
            Instant createdAt,
            String createdBy) {
        static ClientView of(ServiceClient client) {
            var keys = client.keys();
            var party = client.relyingParty();
            return new ClientView(
                    client.clientId(),
                    new TreeSet<>(client.scopes()),
                    client.tokenEndpointAuthMethod(),
                    keys == null ? null : keys.view(),
                    new TreeSet<>(client.grantTypes()),
                    party == null ? null : party.orgId(),
                    party == null ? null : party.appId(),
                    party == null ? List.of() : party.redirectUris(),
                    party == null ? List.of() : party.postLogoutRedirectUris(),
                    party == null ? null : party.backchannelLogoutUri(),
                    party == null ? null : party.idTokenSignedResponseAlg().name(),
                    client.builtIn(),
                    client.createdAt(),
                    client.createdBy());
        }
    }

    /** The one answer that holds a secret; there is none for a client that has keys or is public. */
    record ClientWithSecret(
            String clientId,
            Set<String> scopes,
            String tokenEndpointAuthMethod,
            @JsonInclude(Include.NON_NULL) @Nullable String clientSecret) {
        static ClientWithSecret of(ServiceClient client, @Nullable ClientSecret secret) {
            return new ClientWithSecret(
                    client.clientId(),
                    new TreeSet<>(client.scopes()),
                    client.tokenEndpointAuthMethod(),
                    secret == null ? null : secret.value());
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
    public Response create(@Nullable ClientRequest given) {
        var request = given == null ? ClientRequest.EMPTY : given;
        var clientId = request.clientId() == null ? ids.generate().toString() : request.clientId();
        if (!ClientId.isValid(clientId)) {
            throw ProblemException.invalid("client_id", "must be 1 to 63 lower-case letters, digits and hyphens");
        }
        var client = request.toClient(clientId, clock.instant(), callerName());
        requireHeld(client);
        requireApplication(client);
        if (BuiltInClients.reserves(clientId)) {
            throw new ProblemException(Problem.CONFLICT, "This client id belongs to the system.");
        }
        return switch (clients.create(client)) {
            case Creation.Created created -> {
                LOG.infof("client created clientId=%s by=%s", clientId, callerName());
                yield Response.created(URI.create("/api/auth/clients/" + clientId))
                        .header("Cache-Control", "no-store")
                        .entity(ClientWithSecret.of(created.client(), created.secret()))
                        .build();
            }
            case Creation.IdTaken taken -> throw new ProblemException(Problem.CONFLICT, "This client id is taken.");
        };
    }

    /**
     * Merge-patch (RFC 7396) of all but its id and its application. A client that gets keys loses its secrets; one whose keys are taken away
     * ({@code null}) has nothing to prove itself with until it gets a secret.
     */
    @PATCH
    @Path("{client_id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RolesAllowed("clients:write")
    public ClientView change(@PathParam("client_id") String clientId, @Nullable JsonNode patch)
            throws JsonProcessingException {
        var client = changeable(clientId);
        if (!(patch instanceof ObjectNode changes)) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
        var merged = json.<ObjectNode>valueToTree(ClientView.of(client));
        for (var fixed : List.of("client_id", "org_id", "app_id")) {
            if (changes.has(fixed) && !changes.path(fixed).equals(merged.path(fixed))) {
                throw ProblemException.invalid(fixed, "cannot be changed");
            }
        }
        if (changes.has("jwks") && client.confidential()) {
            // follows from whether there are keys, unless the patch says it too
            merged.remove("token_endpoint_auth_method");
        }
        merged.setAll(changes);
        var changed = json.treeToValue(merged, ClientRequest.class)
                .toClient(clientId, client.createdAt(), client.createdBy());
        requireHeld(changed);
        clients.change(changed);
        LOG.infof("client changed clientId=%s by=%s", clientId, callerName());
        return ClientView.of(changed);
    }

    @POST
    @Path("{client_id}/secrets")
    @RolesAllowed("clients:write")
    public Response rotate(@PathParam("client_id") String clientId) {
        var client = changeable(clientId);
        if (client.keys() != null || !client.confidential()) {
            throw new ProblemException(Problem.CONFLICT, "This client has keys, or is public, and needs no secret.");
        }
        var secret = clients.rotate(client);
        LOG.infof("client secret rotated clientId=%s by=%s", clientId, callerName());
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(ClientWithSecret.of(client, secret))
                .build();
    }

    @DELETE
    @Path("{client_id}")
    @RolesAllowed("clients:write")
    public void delete(@PathParam("client_id") String clientId) {
        clients.delete(changeable(clientId));
        LOG.infof("client deleted clientId=%s by=%s", clientId, callerName());
    }

    private String callerName() {
        return caller.getPrincipal().getName();
    }

    /** Who has the members of an application sign in learns who they are: that is for those who may change the application. */
    private void requireHeld(ServiceClient client) {
        if (!caller.getRoles().containsAll(client.scopes())) {
            throw new ProblemException(
                    Problem.FORBIDDEN, "A client can have at most the scopes of whoever creates it.");
        }
        if (client.relyingParty() != null && !caller.getRoles().contains("applications:write")) {
            throw new ProblemException(
                    Problem.FORBIDDEN, "A client of an application takes the scope applications:write as well.");
        }
    }

    private void requireApplication(ServiceClient client) {
        var party = client.relyingParty();
        if (party != null && applications.find(party.orgId(), party.appId()).isEmpty()) {
            throw ProblemException.invalid("app_id", "is no application's, with org_id");
        }
    }

    private ServiceClient existing(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no such client."));
    }

    private ServiceClient changeable(String clientId) {
        var client = existing(clientId);
        requireHeld(client);
        if (client.builtIn()) {
            throw new ProblemException(Problem.CONFLICT, "This client comes from the environment; change it there.");
        }
        return client;
    }
}
