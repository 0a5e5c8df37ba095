package pro.jit.orgsync.organization;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuApp;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuTenant;
import pro.jit.orgsync.feishu.Platform;
import pro.jit.orgsync.outbox.Outbox;
import pro.jit.orgsync.outbox.OutboxRelay;
import pro.jit.orgsync.problem.Occurrence;
import pro.jit.orgsync.problem.Problem;
import pro.jit.orgsync.problem.ProblemException;

/** Connects a Feishu app to a Jit application: the credentials tried first, the first run going when the caller hears of it. */
@ApplicationScoped
class CreateOrganization {
    private static final Logger LOG = Logger.getLogger(CreateOrganization.class);
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final OrganizationRepository organizations;
    private final CredentialTrial trial;
    private final FeishuContactClient contacts;
    private final FirstSync firstSync;
    private final Outbox outbox;
    private final OutboxRelay relay;
    private final NoArgGenerator ids;
    private final Clock clock;

    CreateOrganization(
            Jdbi jdbi,
            OrganizationRepository organizations,
            CredentialTrial trial,
            FeishuContactClient contacts,
            FirstSync firstSync,
            Outbox outbox,
            OutboxRelay relay,
            NoArgGenerator ids,
            Clock clock) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.trial = trial;
        this.contacts = contacts;
        this.firstSync = firstSync;
        this.outbox = outbox;
        this.relay = relay;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is wanted. */
    record Wanted(
            ApplicationId application,
            String title,
            Platform platform,
            String feishuAppId,
            Credentials credentials,
            EventDelivery eventDelivery,
            @Nullable String schedule,
            String tokenEndpointGeneration) {
        FeishuApp app() {
            return new FeishuApp(platform, feishuAppId, credentials.feishuAppSecret());
        }
    }

    Organization create(Wanted wanted, String requestId) {
        refuseTwice(wanted);
        trial.of(wanted.app());
        var organization = organization(wanted, contacts.tenant(wanted.app()).orElse(null));
        var id = organization.organizationId();
        try {
            jdbi.useTransaction(handle -> {
                organizations.insert(handle, organization, wanted.credentials());
                firstSync.begin(handle, id, organization.firstSyncRunId());
                outbox.write(handle, List.of(OrganizationEvents.created(organization, requestId)));
            });
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                refuseTwice(wanted);
            }
            throw e;
        }
        relay.nudge();
        firstSync.go(id, organization.firstSyncRunId());
        LOG.infof(
                "organization created  organizationId=%s orgId=%s appId=%s",
                id, organization.orgId(), organization.appId());
        return organization;
    }

    private void refuseTwice(Wanted wanted) {
        organizations
                .using(wanted.application(), wanted.platform(), wanted.feishuAppId())
                .ifPresent(other -> {
                    throw inUse(other);
                });
    }

    static ProblemException inUse(Organization other) {
        return new ProblemException(Occurrence.of(
                        Problem.CONFLICT,
                        "Organization \"" + other.title() + "\" (" + other.organizationId()
                                + ") of this application already uses this Feishu app.")
                .at("/api/org/organizations/" + other.organizationId()));
    }

    private Organization organization(Wanted wanted, @Nullable FeishuTenant tenant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Organization(
                new OrganizationId(ids.generate()),
                wanted.application().orgId(),
                wanted.application().appId(),
                wanted.title(),
                wanted.platform(),
                wanted.feishuAppId(),
                true,
                wanted.credentials().encryptKey() != null,
                wanted.credentials().verificationToken() != null,
                tenant == null ? null : tenant.tenantKey(),
                tenant == null ? null : tenant.name(),
                OrganizationStatus.ACTIVE,
                wanted.eventDelivery(),
                wanted.schedule(),
                wanted.tokenEndpointGeneration(),
                1,
                ids.generate(),
                now,
                now);
    }
}
