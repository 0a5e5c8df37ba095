package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.OrganizationStatus;
import pro.jit.orgsync.organization.Organizations;

/** Follows what others have heard of: reads the person, or everything, from Feishu again. */
@ApplicationScoped
public class Changes {
    private final RefreshMember refresh;
    private final RefreshDepartments departments;
    private final SyncRuns runs;
    private final SyncOutcomes outcomes;
    private final Organizations organizations;

    Changes(
            RefreshMember refresh,
            RefreshDepartments departments,
            SyncRuns runs,
            SyncOutcomes outcomes,
            Organizations organizations) {
        this.refresh = refresh;
        this.departments = departments;
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
     * Reads some people again, as few calls as it takes: together, and those alone of whom the common answer says nothing.
     *
     * @param saidGone by open id, at most {@link FeishuContactClient#PAGE_SIZE}: whether Feishu itself said that they are gone, as in {@link #ofPerson}
     * @return those of whom Feishu refused to speak for another reason than that it does not know them
     * @throws pro.jit.orgsync.feishu.FeishuUnavailable if Feishu cannot be asked
     */
    public Map<String, FeishuRefused> ofPeople(OrganizationId id, Map<String, Boolean> saidGone) {
        if (organizations.find(id).isEmpty()) {
            return Map.of();
        }
        var told = saidGone.size() == 1 ? Set.<String>of() : refresh.refreshAll(id, saidGone.keySet());
        var refused = new HashMap<String, FeishuRefused>();
        saidGone.forEach((openId, gone) -> {
            if (!told.contains(openId)) {
                try {
                    ofPerson(id, openId, gone);
                } catch (FeishuRefused e) {
                    refused.put(openId, e);
                }
            }
        });
        return refused;
    }

    /**
     * Reads some departments again, and with them the people whom the change concerns.
     *
     * @param saidGone by open department id: whether Feishu itself said that it is gone
     * @return false if nothing was changed, because only a whole run can tell what is true
     * @throws pro.jit.orgsync.feishu.FeishuUnavailable if Feishu cannot be asked
     */
    public boolean ofDepartments(OrganizationId id, Map<String, Boolean> saidGone) {
        return organizations.find(id).isEmpty() || departments.refresh(id, saidGone);
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
