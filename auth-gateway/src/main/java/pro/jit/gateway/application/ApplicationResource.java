package pro.jit.gateway.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
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
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;

/** {@code /api/auth/applications}. */
@Path("/api/auth/applications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApplicationResource {
    private final ApplicationRepository repository;
    private final Applications applications;
    private final Event<ApplicationRemoved> removed;
    private final AdministeredApplications administered;
    private final ObjectMapper json;
    private final boolean insecureOrigins;

    /**
     * Over these applications.
     *
     * @param insecureOrigins {@code jit.allow-insecure-origins}: whether an entry origin may be plain http on another host than this machine
     */
    ApplicationResource(
            ApplicationRepository repository,
            Applications applications,
            Event<ApplicationRemoved> removed,
            AdministeredApplications administered,
            ObjectMapper json,
            @ConfigProperty(name = "jit.allow-insecure-origins", defaultValue = "false") boolean insecureOrigins) {
        this.repository = repository;
        this.applications = applications;
        this.removed = removed;
        this.administered = administered;
        this.json = json;
        this.insecureOrigins = insecureOrigins;
    }

    @POST
    @RolesAllowed("applications:write")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Nullable ApplicationRequest request) {
        administered.requirePlatform("Registering an application");
        if (request == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var application = request.toApplication(insecureOrigins);
        if (!repository.insert(application)) {
            throw new ProblemException(Problem.CONFLICT, "There is an application at this address.");
        }
        applications.forget(application.orgId(), application.appId());
        return Response.created(URI.create("/api/auth/applications/" + application.audience()))
                .entity(application)
                .build();
    }

    @GET
    @RolesAllowed("applications:read")
    public ListPage<Application> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("50") String limit) {
        var wanted = ListPage.limit(limit);
        var after = ListPage.position(cursor, 2, List.of("", ""));
        return ListPage.of(
                repository.list(administered.limit().orElse(null), after.get(0), after.get(1), wanted + 1),
                wanted,
                last -> List.of(last.orgId(), last.appId()));
    }

    @GET
    @Path("{org_id}/{app_id}")
    @RolesAllowed("applications:read")
    public Application get(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        administered.require(orgId, appId);
        return existing(orgId, appId);
    }

    /**
     * Merge-patch (RFC 7396); the address of an application does not change. By which origins people come and where they are passed on to is for the
     * platform, whose network that is.
     */
    @PATCH
    @Path("{org_id}/{app_id}")
    @RolesAllowed("applications:write")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Application change(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable JsonNode patch)
            throws JsonProcessingException {
        administered.require(orgId, appId);
        if (!(patch instanceof ObjectNode changes)) {
            throw ProblemException.invalid("body", "must be a JSON object");
        }
        for (var fixed : List.of("org_id", "app_id")) {
            if (changes.has(fixed) && !changes.path(fixed).asText().equals("org_id".equals(fixed) ? orgId : appId)) {
                throw ProblemException.invalid(fixed, "cannot be changed");
            }
        }
        var existing = existing(orgId, appId);
        var merged = merge(json.<ObjectNode>valueToTree(existing), changes);
        var application = json.treeToValue(merged, ApplicationRequest.class).toApplication(insecureOrigins);
        if (!application.entryOrigins().equals(existing.entryOrigins())
                || !Objects.equals(application.upstream(), existing.upstream())) {
            administered.requirePlatform("Changing entry_origins or upstream");
        }
        if (!repository.update(application)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        applications.forget(orgId, appId);
        return application;
    }

    /** Removes the application; its sessions end. */
    @DELETE
    @Path("{org_id}/{app_id}")
    @RolesAllowed("applications:write")
    public void remove(@PathParam("org_id") String orgId, @PathParam("app_id") String appId) {
        administered.requirePlatform("Removing an application");
        if (!repository.delete(orgId, appId)) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
        applications.forget(orgId, appId);
        removed.fire(new ApplicationRemoved(orgId, appId));
    }

    private Application existing(String orgId, String appId) {
        return repository.find(orgId, appId).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(change -> {
            var name = change.getKey();
            if (change.getValue().isNull()) {
                target.remove(name);
            } else if (change.getValue() instanceof ObjectNode inner) {
                target.set(
                        name,
                        merge(target.get(name) instanceof ObjectNode existing ? existing : target.objectNode(), inner));
            } else {
                target.set(name, change.getValue());
            }
        });
        return target;
    }
}
