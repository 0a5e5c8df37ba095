package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.organization.OrganizationId;

/** What other features may know of an organization's runs. */
@ApplicationScoped
public class SyncOutcomes {
    private final SyncRunRepository runs;

    SyncOutcomes(SyncRunRepository runs) {
        this.runs = runs;
    }

    /** The last run that is over or waits for approval; neither a dry one nor one that was cancelled. */
    public Optional<SyncOutcome> last(OrganizationId organization) {
        return runs.lastOutcome(organization).map(SyncOutcomes::outcome);
    }

    /** Whether a run is going on. */
    public boolean running(OrganizationId organization) {
        return runs.running(organization).isPresent();
    }

    private static SyncOutcome outcome(SyncRun run) {
        var finished = run.finishedAt();
        return new SyncOutcome(
                run.status(),
                finished == null ? run.startedAt() : finished,
                run.members().read(),
                run.warnings().size(),
                text(run, "setup_step"),
                text(run, "detail"));
    }

    private static @Nullable String text(SyncRun run, String field) {
        var problem = run.problem();
        return problem == null || !problem.path(field).isTextual()
                ? null
                : problem.path(field).textValue();
    }
}
