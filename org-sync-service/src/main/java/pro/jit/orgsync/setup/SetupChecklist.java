package pro.jit.orgsync.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.Platform;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.sync.RunStatus;

/** Checks every step, and keeps what was found until the next check. Where one step hides others, that one alone is named. */
@ApplicationScoped
class SetupChecklist {
    private static final List<StepCheck> CHECKS = List.of(
            new ConsoleCheck(),
            new CustomAppCheck(),
            new WebAppCheck(),
            new HomePagesCheck(),
            new AppPermissionsCheck(),
            new UserPermissionsCheck(),
            new DataRangeCheck(),
            new RedirectUrlsCheck(),
            new PublicationCheck(),
            new WorkspaceCheck(),
            new CredentialsTakenCheck(),
            new OrganizationCheck(),
            new CredentialsCheck(),
            new SynchronizationCheck(),
            new AuthorizationCheck(),
            new SignInCheck());

    private final Observation observation;
    private final Organizations organizations;
    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final Clock clock;

    SetupChecklist(Observation observation, Organizations organizations, Jdbi jdbi, ObjectMapper json, Clock clock) {
        this.observation = observation;
        this.organizations = organizations;
        this.jdbi = jdbi;
        this.json = json;
        this.clock = clock;
    }

    /** What the last check found; checks if there was none. */
    Setup last(OrganizationId id) {
        organizations.get(id);
        return kept(id).orElseGet(() -> check(id));
    }

    /** Looks at everything now. */
    Setup check(OrganizationId id) {
        var seen = observation.of(id);
        var setup = new Setup(items(seen), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        keep(id, setup);
        return setup;
    }

    private static List<Setup.Item> items(Observed seen) {
        var findings = new EnumMap<SetupStep, Finding>(SetupStep.class);
        CHECKS.forEach(check -> findings.put(check.step(), check.check(seen)));
        hideWhatFollows(seen, findings);
        return findings.entrySet().stream()
                .map(found -> item(seen.organization(), found.getKey(), found.getValue()))
                .toList();
    }

    // A synchronization that failed, or is held, because of another step is that step's matter.
    private static void hideWhatFollows(Observed seen, Map<SetupStep, Finding> findings) {
        var last = seen.lastRun();
        if (last == null || !isNamed(findings, SetupStep.J4)) {
            return;
        }
        var cause = last.status() == RunStatus.AWAITING_APPROVAL ? Optional.of(SetupStep.F7) : cause(last.setupStep());
        cause.filter(step -> isNamed(findings, step))
                .ifPresent(step -> findings.put(SetupStep.J4, Finding.hiddenBy(step)));
    }

    private static Optional<SetupStep> cause(@Nullable String name) {
        return CHECKS.stream()
                .map(StepCheck::step)
                .filter(step -> step.name().equals(name))
                .findFirst();
    }

    private static boolean isNamed(Map<SetupStep, Finding> findings, SetupStep step) {
        var finding = findings.get(step);
        return finding != null && (finding.status() == StepStatus.FAILED || finding.status() == StepStatus.WARNING);
    }

    private static Setup.Item item(Organization organization, SetupStep step, Finding finding) {
        return new Setup.Item(
                step,
                step.title(),
                finding.status(),
                finding.evidence(),
                finding.paste(),
                step.menuPath(),
                step.atFeishu() ? console(organization, step) : null);
    }

    /** Feishu documents no address below an app's page but that of its permissions, so the others lead to the app. */
    private static String console(Organization organization, SetupStep step) {
        var base = (organization.platform() == Platform.LARK ? "https://open.larksuite.com" : "https://open.feishu.cn")
                + "/app";
        return switch (step) {
            case F1, F2, F10 -> base;
            case F5, F6 -> base + "/" + organization.feishuAppId() + "/auth";
            default -> base + "/" + organization.feishuAppId();
        };
    }

    private Optional<Setup> kept(OrganizationId id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select checklist from setup_check where organization_id = :organization")
                        .bind("organization", id.value())
                        .mapTo(String.class)
                        .findOne())
                .map(this::read);
    }

    private void keep(OrganizationId id, Setup setup) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into setup_check (organization_id, checked_at, checklist)
                        select organization_id, :at, cast(:checklist as jsonb) from organization
                         where organization_id = :organization and status <> 'deleted'
                        on conflict (organization_id) do update set checked_at = excluded.checked_at, checklist = excluded.checklist
                        where setup_check.checked_at <= excluded.checked_at
                        """)
                .bind("organization", id.value())
                .bind("at", setup.checkedAt())
                .bind("checklist", written(setup))
                .execute());
    }

    private String written(Setup setup) {
        try {
            return json.writeValueAsString(setup);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A checklist could not be written", e);
        }
    }

    private Setup read(String text) {
        try {
            return json.readValue(text, Setup.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A checklist could not be read", e);
        }
    }
}
