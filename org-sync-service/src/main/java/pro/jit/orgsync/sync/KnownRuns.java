package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.ProblemException;

/** Runs as callers name them. */
@ApplicationScoped
class KnownRuns {
    private static final int UUID_LENGTH = 36;

    private final SyncRunRepository runs;
    private final Organizations organizations;

    KnownRuns(SyncRunRepository runs, Organizations organizations) {
        this.runs = runs;
        this.organizations = organizations;
    }

    /** The run of this organization, or {@code not-found}. */
    SyncRun get(OrganizationId id, String run) {
        organizations.get(id);
        return runs.find(id, uuid(run)).orElseThrow(KnownRuns::unknown);
    }

    private static UUID uuid(String run) {
        if (run.length() != UUID_LENGTH) {
            throw unknown();
        }
        try {
            return UUID.fromString(run);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such run.");
    }
}
