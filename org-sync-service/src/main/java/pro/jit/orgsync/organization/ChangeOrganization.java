package pro.jit.orgsync.organization;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuTenant;
import pro.jit.orgsync.organization.CredentialVault.Secret;
import pro.jit.orgsync.outbox.Outbox;
import pro.jit.orgsync.outbox.OutboxRelay;
import pro.jit.orgsync.problem.Problem;
import pro.jit.orgsync.problem.ProblemException;

/** Changes and ends organizations. New credentials are tried before they are kept; another company's only on the caller's word. */
@ApplicationScoped
class ChangeOrganization {
    private static final Logger LOG = Logger.getLogger(ChangeOrganization.class);

    private final Jdbi jdbi;
    private final OrganizationRepository organizations;
    private final CredentialTrial trial;
    private final FeishuContactClient contacts;
    private final FirstSync syncs;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final Clock clock;

    ChangeOrganization(
            Jdbi jdbi,
            OrganizationRepository organizations,
            CredentialTrial trial,
            FeishuContactClient contacts,
            FirstSync syncs,
            Outbox outbox,
            OutboxRelay relay,
            Clock clock) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.trial = trial;
        this.contacts = contacts;
        this.syncs = syncs;
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
    }

    /** Credentials that Feishu accepted, and whose they are; null where nothing was tried. */
    private record Tried(FeishuApp app, @Nullable FeishuTenant tenant) {}

    /** Applies a merge patch: a field left out stays, null takes away. */
    Organization change(OrganizationId id, @Nullable JsonNode patch, String requestId) {
        var current = organizations.find(id).orElseThrow(ChangeOrganization::unknown);
        var request = new OrganizationRequest(patch);
        var confirmed = request.flag("confirm_tenant_change");
        var wanted = merged(current, request, null);
        var tried = newCredentials(wanted, request);
        if (tried != null) {
            refuseOtherTenant(current, tried, confirmed);
        }
        var changed = jdbi.inTransaction(handle -> {
            var locked = organizations.lock(handle, id).orElseThrow(ChangeOrganization::unknown);
            return write(handle, locked, new OrganizationRequest(patch), tried, requestId);
        });
        relay.nudge();
        return changed;
    }

    /** Ends it: its people can no longer sign in, and what was synchronized goes. */
    void delete(OrganizationId id, String requestId) {
        jdbi.useTransaction(handle -> {
            var locked = organizations.lock(handle, id).orElseThrow(ChangeOrganization::unknown);
            var deleted = with(locked, locked, OrganizationStatus.DELETED, null);
            syncs.end(handle, id);
            organizations.delete(handle, id, deleted.revision(), deleted.updatedAt());
            outbox.write(handle, List.of(OrganizationEvents.deleted(deleted, requestId)));
        });
        relay.nudge();
        LOG.infof("organization deleted  organizationId=%s requestId=%s", id, requestId);
    }

    private Organization write(
            Handle handle, Organization locked, OrganizationRequest request, @Nullable Tried tried, String requestId) {
        var wanted = merged(locked, request, tried);
        var changed = changedFields(locked, wanted);
        for (var secret : Secret.values()) {
            var field = secret.name().toLowerCase(Locale.ROOT);
            if (request.has(field)) {
                var value = secret == Secret.FEISHU_APP_SECRET ? request.secret(field) : request.optionalSecret(field);
                organizations.updateSecret(handle, locked.organizationId(), secret, value);
            }
        }
        if (changed.isEmpty()) {
            return organizations.lock(handle, locked.organizationId()).orElseThrow(ChangeOrganization::unknown);
        }
        var stored = with(wanted, locked, wanted.status(), tried);
        if (!stored.feishuAppId().equals(locked.feishuAppId())) {
            organizations
                    .using(stored.application(), stored.platform(), stored.feishuAppId())
                    .ifPresent(other -> {
                        throw CreateOrganization.inUse(other);
                    });
        }
        organizations.update(handle, stored);
        outbox.write(handle, List.of(OrganizationEvents.changed(stored, changed, requestId)));
        return organizations.lock(handle, locked.organizationId()).orElseThrow(ChangeOrganization::unknown);
    }

    private static Organization merged(Organization current, OrganizationRequest request, @Nullable Tried tried) {
        var title = request.has("title") ? request.title() : current.title();
        var feishuAppId = request.has("feishu_app_id") ? request.feishuAppId() : current.feishuAppId();
        var status = request.has("status") ? request.status() : current.status();
        var delivery = request.has("event_delivery") ? request.eventDelivery() : current.eventDelivery();
        var schedule = request.has("schedule") ? request.schedule() : current.schedule();
        var generation = request.has("token_endpoint_generation")
                ? request.tokenEndpointGeneration()
                : current.tokenEndpointGeneration();
        for (var secret : List.of("encrypt_key", "verification_token")) {
            request.optionalSecret(secret);
        }
        if (request.has("feishu_app_secret")) {
            request.secret("feishu_app_secret");
        }
        request.keeps("organization_id", current.organizationId().toString());
        request.keeps("org_id", current.orgId());
        request.keeps("app_id", current.appId());
        request.keeps("platform", current.platform().id());
        request.complete();
        var tenant = tried == null ? null : tried.tenant();
        return new Organization(
                current.organizationId(),
                current.orgId(),
                current.appId(),
                title,
                current.platform(),
                feishuAppId,
                current.feishuAppSecretSet(),
                current.encryptKeySet(),
                current.verificationTokenSet(),
                tenant == null ? current.tenantKey() : tenant.tenantKey(),
                tenant == null ? current.tenantName() : tenant.name(),
                status,
                delivery,
                schedule,
                generation,
                current.revision(),
                current.firstSyncRunId(),
                current.createdAt(),
                current.updatedAt());
    }

    private @Nullable Tried newCredentials(Organization wanted, OrganizationRequest request) {
        if (!request.has("feishu_app_secret") && !request.has("feishu_app_id")) {
            return null;
        }
        var secret = request.has("feishu_app_secret")
                ? request.secret("feishu_app_secret")
                : organizations
                        .feishuApp(wanted.organizationId())
                        .orElseThrow(ChangeOrganization::unknown)
                        .appSecret();
        var app = new FeishuApp(wanted.platform(), wanted.feishuAppId(), secret);
        trial.of(app);
        return new Tried(app, contacts.tenant(app).orElse(null));
    }

    private static void refuseOtherTenant(Organization current, Tried tried, boolean confirmed) {
        if (confirmed || current.tenantKey() == null) {
            return;
        }
        // A self-built app never changes hands, so the same app is of the same tenant even where Feishu does not tell.
        var same = tried.tenant() == null
                ? tried.app().appId().equals(current.feishuAppId())
                : tried.tenant().tenantKey().equals(current.tenantKey());
        if (!same) {
            throw ProblemException.of(
                    Problem.CONFLICT,
                    "These credentials belong, as far as can be told, to another company than before. Send confirm_tenant_change: true if that is meant.");
        }
    }

    private static List<String> changedFields(Organization before, Organization after) {
        var changed = new ArrayList<String>();
        note(changed, "title", before.title(), after.title());
        note(changed, "feishu_app_id", before.feishuAppId(), after.feishuAppId());
        note(changed, "tenant_key", before.tenantKey(), after.tenantKey());
        note(changed, "tenant_name", before.tenantName(), after.tenantName());
        note(changed, "status", before.status(), after.status());
        note(changed, "event_delivery", before.eventDelivery(), after.eventDelivery());
        note(changed, "schedule", before.schedule(), after.schedule());
        note(changed, "token_endpoint_generation", before.tokenEndpointGeneration(), after.tokenEndpointGeneration());
        return changed;
    }

    private static void note(List<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }

    /** The next revision, of this moment. */
    private Organization with(
            Organization wanted, Organization before, OrganizationStatus status, @Nullable Tried tried) {
        var confirmedTenantGone =
                tried != null && tried.tenant() == null && !wanted.feishuAppId().equals(before.feishuAppId());
        return new Organization(
                wanted.organizationId(),
                wanted.orgId(),
                wanted.appId(),
                wanted.title(),
                wanted.platform(),
                wanted.feishuAppId(),
                wanted.feishuAppSecretSet(),
                wanted.encryptKeySet(),
                wanted.verificationTokenSet(),
                confirmedTenantGone ? null : wanted.tenantKey(),
                confirmedTenantGone ? null : wanted.tenantName(),
                status,
                wanted.eventDelivery(),
                wanted.schedule(),
                wanted.tokenEndpointGeneration(),
                before.revision() + 1,
                wanted.firstSyncRunId(),
                wanted.createdAt(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such organization.");
    }
}
