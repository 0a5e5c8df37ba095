package pro.jit.gateway.console.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleSession.Administered;
import pro.jit.gateway.outbound.Answer;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;
import pro.jit.gateway.outbound.OwnService;
import pro.jit.gateway.problem.Outage;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.token.ServiceTokens;

/**
 * Which organization is of which application, as org-sync-service says.
 *
 * <p>Kept, as an organization stays with its application: key is its id, at most 10 000, each for 10 minutes. One that has been deleted meanwhile
 * org-sync-service itself does not find.
 */
@ApplicationScoped
class OrganizationsOfApplications {
    private static final Logger LOG = Logger.getLogger(OrganizationsOfApplications.class);
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final OutboundCalls calls;
    private final ServiceTokens tokens;
    private final ObjectMapper json;
    private final String baseUrl;
    private final Cache<String, String> applicationOf = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    OrganizationsOfApplications(
            OutboundCalls calls,
            ServiceTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "jit.org-sync-base-url", defaultValue = "http://localhost:8081") String baseUrl) {
        this.calls = calls;
        this.tokens = tokens;
        this.json = json;
        this.baseUrl = baseUrl;
    }

    /**
     * The application of an organization, {@code org_id/app_id}; empty if there is no such organization.
     *
     * @throws ProblemException {@code service-unavailable}
     */
    Optional<String> applicationOf(String organizationId) {
        var known = applicationOf.getIfPresent(organizationId);
        if (known != null) {
            return Optional.of(known);
        }
        var answer = get("/" + organizationId);
        if (answer.status() != 200) {
            if (answer.status() == 404 || answer.status() == 400) {
                return Optional.empty();
            }
            throw unavailable("status " + answer.status());
        }
        var organization = read(answer);
        var application = text(organization, "org_id") + "/" + text(organization, "app_id");
        applicationOf.put(organizationId, application);
        return Optional.of(application);
    }

    /**
     * The organizations of these applications, as org-sync-service lists them.
     *
     * @throws ProblemException {@code service-unavailable}
     */
    List<JsonNode> of(List<Administered> applications) {
        var organizations = new ArrayList<JsonNode>();
        for (var application : applications) {
            @Nullable String cursor = null;
            do {
                var page = page(application, cursor);
                page.path("items").forEach(organizations::add);
                cursor = page.path("next_cursor").textValue();
            } while (cursor != null);
        }
        return organizations;
    }

    private JsonNode page(Administered application, @Nullable String cursor) {
        var answer = get("?limit=200&org_id=" + application.orgId() + "&app_id=" + application.appId()
                + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
        if (answer.status() != 200) {
            throw unavailable("status " + answer.status());
        }
        return read(answer);
    }

    private Answer get(String rest) {
        try {
            return calls.send(
                    OwnService.request(
                                    URI.create(baseUrl + "/api/org/organizations" + rest),
                                    tokens.issue("auth-gateway", Set.of("organizations:read")))
                            .header("Accept", "application/json")
                            .build(),
                    DEADLINE);
        } catch (OutboundFailed e) {
            throw unavailable(e.getClass().getSimpleName());
        }
    }

    private JsonNode read(Answer answer) {
        try {
            return json.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw unavailable(e.getClass().getSimpleName());
        }
    }

    private static String text(JsonNode organization, String field) {
        var value = organization.path(field).textValue();
        if (value == null) {
            throw unavailable("no " + field);
        }
        return value;
    }

    private static ProblemException unavailable(String error) {
        LOG.warnf("organizations not read error=%s", error);
        return new ProblemException(Outage.of("org-sync-service does not answer."));
    }
}
