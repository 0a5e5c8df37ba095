package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;

/** Stops a run that would remove unusually many people: far more often that is a data range set wrong than a company closing. */
@ApplicationScoped
class DeletionGuard {
    private final double share;
    private final int people;

    DeletionGuard(SyncConfig config) {
        this.share = config.guardShare();
        this.people = config.guardPeople();
    }

    /**
     * Whether removing so many must be approved by a person.
     *
     * @param removed people the run would remove
     * @param before people there were before it
     */
    boolean holds(int removed, int before) {
        return removed > Math.max(share * before, people);
    }
}
