package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.OrganizationStatus;
import pro.jit.orgsync.organization.Organizations;

/** Follows what others have heard of: reads the person, or everything, from Feishu again. */
@ApplicationScoped
public class Changes {
    private final RefreshMember refresh;
    private final SyncRuns runs;
    private final SyncOutcomes outcomes;
    private final Organizations organizations;

    Changes(RefreshMember refresh, SyncRuns runs, SyncOutcomes outcomes, Organizations organizations) {
        this.refresh = refresh;
        this.runs = runs;
        this.outcomes = outcomes;
        this.organizations = organizations;
    }

    /**
     * Reads one person again.
     *
     * @param saidGone whether Feishu itself said that they are gone: then that it knows them no more is proof, otherwise it removes nobody
     * @throws pro.jit.orgsync.feishu.FeishuFailure if Feishu cannot be asked
     */
    public void ofPerson(OrganizationId id, String openId, boolean saidGone) {
        if (organizations.find(id).isEmpty()) {
            return;
        }
        if (refresh.refresh(id, openId).isEmpty() && saidGone) {
            refresh.gone(id, openId);
        }
    }

    /**
     * Starts a whole run.
     *
     * @return false if one is going on or waits for approval, so that it is to be asked for again; true also for an organization that is no more or
     *     disabled, which needs none
     */
    public boolean ofEverything(OrganizationId id) {
        if (organizations
                .find(id)
                .filter(known -> known.status() == OrganizationStatus.ACTIVE)
                .isEmpty()) {
            return true;
        }
        var waits = outcomes.last(id).filter(last -> last.status() == RunStatus.AWAITING_APPROVAL);
        if (outcomes.running(id) || waits.isPresent()) {
            return false;
        }
        runs.start(id, false);
        return true;
    }
}
