package pro.jit.orgsync.setup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Members;
import pro.jit.orgsync.event.EventDeliveries;
import pro.jit.orgsync.feishu.CallMeter;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.FeishuAppInfo;
import pro.jit.orgsync.feishu.FeishuAppVersion;
import pro.jit.orgsync.feishu.FeishuApplicationClient;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.TenantAccessTokens;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.sync.SyncOutcomes;

/** Looks at everything once: about a dozen calls to Feishu, three to the siblings. */
@ApplicationScoped
class Observation {
    /** As many people as Feishu can be asked about at once. */
    private static final int MEMBERS = 100;

    private final Organizations organizations;
    private final TenantAccessTokens tokens;
    private final FeishuApplicationClient application;
    private final FeishuContactClient contacts;
    private final Members members;
    private final SyncOutcomes runs;
    private final EventDeliveries deliveries;
    private final Siblings siblings;

    Observation(
            Organizations organizations,
            TenantAccessTokens tokens,
            FeishuApplicationClient application,
            FeishuContactClient contacts,
            Members members,
            SyncOutcomes runs,
            EventDeliveries deliveries,
            Siblings siblings) {
        this.organizations = organizations;
        this.tokens = tokens;
        this.application = application;
        this.contacts = contacts;
        this.members = members;
        this.runs = runs;
        this.deliveries = deliveries;
        this.siblings = siblings;
    }

    Observed of(OrganizationId id) {
        var organization = organizations.get(id);
        var app = organizations.feishuApp(id);
        Probe<Boolean> token = Probe.of(() -> {
            tokens.tryCredentials(app);
            return true;
        });
        return token.answer().isPresent() ? asking(organization, app, token) : alone(organization, token);
    }

    private Observed asking(Organization organization, FeishuApp app, Probe<Boolean> token) {
        var info = Probe.of(() -> application.info(app));
        var some = members.someActive(organization.organizationId(), MEMBERS);
        Probe<Set<String>> mayUse =
                some.isEmpty() ? new Probe.NotAsked<>() : Probe.of(() -> application.mayUse(app, some));
        return new Observed(
                organization,
                token,
                contacts.tenant(app).orElse(null),
                Probe.of(() -> application.grantedScopes(app)),
                info,
                version(app, info.answer().map(FeishuAppInfo::onlineVersionId)),
                version(app, info.answer().map(FeishuAppInfo::waitingVersionId)),
                Probe.of(() -> application.contactsRange(app)),
                Probe.of(() -> contacts.seesEverybody(app)),
                Probe.of(() -> contacts.dataRange(app, new CallMeter())),
                some,
                mayUse,
                runs.last(organization.organizationId()).orElse(null),
                deliveries.of(organization),
                siblings.addresses(organization),
                siblings.signIns(organization),
                siblings.grants(organization));
    }

    // Without a token there is nothing to ask Feishu.
    private Observed alone(Organization organization, Probe<Boolean> token) {
        return new Observed(
                organization,
                token,
                null,
                new Probe.NotAsked<>(),
                new Probe.NotAsked<>(),
                new Probe.NotAsked<>(),
                new Probe.NotAsked<>(),
                new Probe.NotAsked<>(),
                new Probe.NotAsked<>(),
                new Probe.NotAsked<>(),
                java.util.List.of(),
                new Probe.NotAsked<>(),
                runs.last(organization.organizationId()).orElse(null),
                deliveries.of(organization),
                siblings.addresses(organization),
                siblings.signIns(organization),
                siblings.grants(organization));
    }

    private Probe<FeishuAppVersion> version(FeishuApp app, Optional<@Nullable String> versionId) {
        return versionId.map(id -> Probe.of(() -> application.version(app, id))).orElseGet(Probe.NotAsked::new);
    }
}
