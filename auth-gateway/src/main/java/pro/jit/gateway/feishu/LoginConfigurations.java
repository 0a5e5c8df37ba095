package pro.jit.gateway.feishu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.decision.OrganizationClosed;
import pro.jit.gateway.outbound.Answer;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;
import pro.jit.gateway.outbound.OwnService;
import pro.jit.gateway.token.ServiceTokens;

/**
 * The Feishu organizations of an application, from org-sync-service.
 *
 * <p>Cached: key is the application, at most 1 000, for 1 s, and only while there are some, so that an organization just created shows at once.
 * While org-sync-service is away, what was last read is used for up to a day, restarts of ours included: it is kept in our database, encrypted,
 * and deleted when the organization is disabled or removed, when the application is, or when org-sync-service says that it knows none. Whether
 * a person may enter is asked elsewhere each time.
 */
@ApplicationScoped
public class LoginConfigurations {
    private static final Logger LOG = Logger.getLogger(LoginConfigurations.class);
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration KEEP = Duration.ofHours(24);

    private final OutboundCalls calls;
    private final ServiceTokens tokens;
    private final ObjectMapper json;
    private final String baseUrl;
    private final LoginConfigurationRepository repository;
    private final Clock clock;
    private final Cache<String, List<OrganizationLogin>> fresh = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    /** What is kept in the database already, so that it is not written at each visit. */
    private final Cache<String, List<OrganizationLogin>> kept = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    LoginConfigurations(
            OutboundCalls calls,
            ServiceTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "jit.org-sync-base-url", defaultValue = "http://localhost:8081") String baseUrl,
            LoginConfigurationRepository repository,
            Clock clock) {
        this.calls = calls;
        this.tokens = tokens;
        this.json = json;
        this.baseUrl = baseUrl;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * The application's organizations, disabled ones included; empty if it has none.
     *
     * @throws FeishuRefused {@code UNAVAILABLE} if org-sync-service cannot be asked and could not within a day
     */
    public List<OrganizationLogin> of(String orgId, String appId) throws FeishuRefused {
        var key = orgId + "/" + appId;
        var known = fresh.getIfPresent(key);
        if (known != null) {
            return known;
        }
        try {
            var organizations = ask(key);
            if (!organizations.isEmpty()) {
                fresh.put(key, organizations);
            }
            keep(orgId, appId, organizations);
            return organizations;
        } catch (OutboundFailed | JsonProcessingException | IllegalArgumentException e) {
            LOG.warnf(
                    "login configuration not read orgId=%s appId=%s error=%s",
                    orgId, appId, e.getClass().getSimpleName());
            var lastRead = lastRead(orgId, appId);
            if (!lastRead.isEmpty()) {
                fresh.put(key, lastRead);
            }
            return lastRead;
        }
    }

    private void keep(String orgId, String appId, List<OrganizationLogin> organizations) {
        var key = orgId + "/" + appId;
        if (organizations.equals(kept.getIfPresent(key))) {
            return;
        }
        try {
            repository.replace(orgId, appId, organizations, clock.instant());
            kept.put(key, organizations);
        } catch (JdbiException e) {
            LOG.warnf(
                    "login configuration not kept orgId=%s appId=%s error=%s",
                    orgId, appId, e.getClass().getSimpleName());
        }
    }

    private List<OrganizationLogin> lastRead(String orgId, String appId) throws FeishuRefused {
        try {
            return repository
                    .find(orgId, appId, clock.instant().minus(KEEP))
                    .orElseThrow(() -> FeishuRefused.unavailable(null));
        } catch (JdbiException e) {
            throw FeishuRefused.unavailable(null);
        }
    }

    void closed(@Observes OrganizationClosed organization) {
        var key = organization.orgId() + "/" + organization.appId();
        repository.remove(organization.orgId(), organization.appId(), organization.organizationId());
        fresh.invalidate(key);
        kept.invalidate(key);
    }

    /** Of an application that is no more. */
    public void forget(String orgId, String appId) {
        var key = orgId + "/" + appId;
        repository.removeAll(orgId, appId);
        fresh.invalidate(key);
        kept.invalidate(key);
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void removeTooOld() {
        repository.removeReadBefore(clock.instant().minus(KEEP));
    }

    private List<OrganizationLogin> ask(String address) throws OutboundFailed, JsonProcessingException {
        var request = OwnService.request(
                        URI.create(baseUrl + "/api/org/login-configurations/" + address),
                        tokens.issue("auth-gateway", Set.of("login-configuration:read")))
                .header("Accept", "application/json")
                .build();
        var answer = calls.send(request, DEADLINE);
        if (answer.status() == 404 && isProblem(answer, "not-found")) {
            return List.of();
        }
        if (answer.status() != 200) {
            throw new IllegalArgumentException("status " + answer.status());
        }
        var organizations = new ArrayList<OrganizationLogin>();
        for (var organization : json.readTree(answer.body()).path("organizations")) {
            organizations.add(read(organization));
        }
        return List.copyOf(organizations);
    }

    /** Said by the service itself, and not by something else that listens at its address. */
    private boolean isProblem(Answer answer, String id) throws JsonProcessingException {
        return json.readTree(answer.body()).path("type").asText().equals("urn:jit:problem:" + id);
    }

    private static OrganizationLogin read(JsonNode organization) {
        return new OrganizationLogin(
                required(organization, "organization_id"),
                required(organization, "title"),
                "active".equals(organization.path("status").asText()),
                "lark".equals(organization.path("platform").asText()) ? Platform.LARK : Platform.FEISHU,
                required(organization, "feishu_app_id"),
                required(organization, "feishu_app_secret"),
                optional(organization, "tenant_key"),
                optional(organization, "tenant_name"),
                "v3".equals(organization.path("token_endpoint_generation").asText())
                        ? TokenEndpoint.V3
                        : TokenEndpoint.V2);
    }

    private static String required(JsonNode node, String field) {
        var value = optional(node, field);
        if (value == null) {
            throw new IllegalArgumentException("no " + field);
        }
        return value;
    }

    private static @Nullable String optional(JsonNode node, String field) {
        var value = node.path(field).asText("");
        return value.isEmpty() || node.path(field).isNull() ? null : value;
    }
}
