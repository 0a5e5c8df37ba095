package pro.jit.orgsync.sync;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.outbox.OutboxRelay;
import pro.jit.orgsync.problem.ProblemException;
import pro.jit.orgsync.sync.ReadDepartments.Read;

/**
 * Reads single departments from Feishu now and applies what changed, in one transaction: name, order, leaders, the place in the tree (what is below
 * moves along), and that one is gone. It changes nothing where that leaves a doubt.
 */
@ApplicationScoped
class RefreshDepartments {
    private static final Logger LOG = Logger.getLogger(RefreshDepartments.class);

    private final Jdbi jdbi;
    private final Organizations organizations;
    private final ReadDepartments reading;
    private final HeldDepartments held;
    private final Staging staging;
    private final SyncPlan plan;
    private final ApplyPlan apply;
    private final OutboxRelay relay;
    private final NoArgGenerator ids;

    RefreshDepartments(
            Jdbi jdbi,
            Organizations organizations,
            ReadDepartments reading,
            HeldDepartments held,
            Staging staging,
            SyncPlan plan,
            ApplyPlan apply,
            OutboxRelay relay,
            NoArgGenerator ids) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.reading = reading;
        this.held = held;
        this.staging = staging;
        this.plan = plan;
        this.apply = apply;
        this.relay = relay;
        this.ids = ids;
    }

    /**
     * Reads these departments again.
     *
     * @param saidGone by open department id: whether Feishu itself said that it is gone
     * @return false if nothing was changed, because only a whole run can tell what is true
     */
    boolean refresh(OrganizationId id, Map<String, Boolean> saidGone) {
        try {
            var read = reading.read(organizations.feishuApp(id), id, saidGone);
            jdbi.useTransaction(handle -> write(handle, id, read));
            relay.nudge();
            return true;
        } catch (NotProven e) {
            LOG.infof("department left to a run  organizationId=%s why=%s", id, e.getMessage());
            return false;
        } catch (FeishuRefused e) {
            LOG.infof("department left to a run  organizationId=%s error=%s", id, e.reason());
            return false;
        }
    }

    private void write(Handle handle, OrganizationId id, Read read) {
        var organization = organizations
                .lock(handle, id)
                .orElseThrow(() -> ProblemException.notFound("There is no such organization."));
        remove(handle, organization, read.gone());
        change(handle, organization, read);
        var touched = new ArrayList<>(read.gone());
        read.there().forEach(department -> touched.add(department.openId()));
        if (!held.isTree(handle, id, touched)) {
            throw new NotProven("the departments would be no tree");
        }
        if (!held.areEmpty(handle, id, read.gone())) {
            throw new NotProven("somebody would stay in a department that is gone");
        }
    }

    /** First, so that nobody is placed there any more. */
    private void remove(Handle handle, Organization organization, List<String> gone) {
        if (gone.isEmpty()) {
            return;
        }
        var removal = ids.generate();
        plan.removeDepartments(handle, removal, organization, gone);
        apply.applyNow(handle, organization, removal);
        held.clear(handle, removal);
    }

    private void change(Handle handle, Organization organization, Read read) {
        var change = ids.generate();
        staging.departments(handle, change, List.<FeishuRecord>copyOf(read.there()));
        staging.members(handle, change, List.of(), read.people());
        RefreshMember.keepDepartments(handle, organization.organizationId(), change);
        plan.make(handle, change, organization, SyncPlan.Absence.PROVES_NOTHING);
        apply.applyNow(handle, organization, change);
        staging.clear(handle, change);
        held.clear(handle, change);
    }
}
