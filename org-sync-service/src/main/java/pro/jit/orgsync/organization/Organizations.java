package pro.jit.orgsync.organization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.FeishuTenant;
import pro.jit.orgsync.outbox.Outbox;
import pro.jit.orgsync.problem.ProblemException;

/** What other features may know and do about organizations. */
@ApplicationScoped
public class Organizations {
    private final OrganizationRepository organizations;
    private final Outbox outbox;
    private final Clock clock;

    Organizations(OrganizationRepository organizations, Outbox outbox, Clock clock) {
        this.organizations = organizations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The organization, or {@code not-found}. */
    public Organization get(OrganizationId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("There is no such organization."));
    }

    /** The organization; empty if it is no more. */
    public Optional<Organization> find(OrganizationId id) {
        return organizations.find(id);
    }

    /** The only organization there is; empty where there is none, or more than one. */
    public Optional<OrganizationId> only() {
        return organizations.only();
    }

    /** The same, locked against every other change of it and its directory until the transaction ends; empty if it is no more. */
    public Optional<Organization> lock(Handle handle, OrganizationId id) {
        return organizations.lock(handle, id);
    }

    /** The app to read it with, or {@code not-found}. */
    public FeishuApp feishuApp(OrganizationId id) {
        return organizations
                .feishuApp(id)
                .orElseThrow(() -> ProblemException.notFound("There is no such organization."));
    }

    /** What is wanted of those whose full runs are to begin by themselves, as {@link Schedule} has it. */
    public Map<OrganizationId, String> schedules() {
        return organizations.schedules();
    }

    /** By what Feishu's pushes to it are known; empty if it is no more. */
    public Optional<EventSecrets> eventSecrets(OrganizationId id) {
        return organizations.eventSecrets(id);
    }

    /** An organization whose events come over a long connection; the mark is another one when its app or the secret is. */
    public record Connected(OrganizationId organizationId, String mark) {}

    /** All active organizations of that kind. */
    public List<Connected> connected() {
        return organizations.connected();
    }

    /** Keeps the tenant that Feishu did not tell when the organization was created. */
    public void learn(Handle handle, OrganizationId id, FeishuTenant tenant, String runId) {
        organizations
                .lock(handle, id)
                .filter(known -> known.tenantKey() == null)
                .ifPresent(known -> {
                    var learned = new Organization(
                            id,
                            known.orgId(),
                            known.appId(),
                            known.title(),
                            known.platform(),
                            known.feishuAppId(),
                            known.feishuAppSecretSet(),
                            known.encryptKeySet(),
                            known.verificationTokenSet(),
                            tenant.tenantKey(),
                            tenant.name(),
                            known.status(),
                            known.eventDelivery(),
                            known.schedule(),
                            known.tokenEndpointGeneration(),
                            known.revision() + 1,
                            known.firstSyncRunId(),
                            known.createdAt(),
                            clock.instant());
                    organizations.update(handle, learned);
                    outbox.write(
                            handle,
                            List.of(OrganizationEvents.changed(
                                    learned,
                                    List.of("tenant_key", "tenant_name"),
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("kind", "sync_run")
                                            .put("id", runId))));
                });
    }
}
