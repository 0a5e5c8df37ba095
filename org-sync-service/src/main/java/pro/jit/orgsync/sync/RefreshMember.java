package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.directory.Member;
import pro.jit.orgsync.directory.Members;
import pro.jit.orgsync.feishu.CallMeter;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.feishu.FeishuRefused;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.outbox.OutboxRelay;
import pro.jit.orgsync.problem.ProblemException;

/** Reads one person from Feishu now, through the same plan as a run. It never removes anybody whom Feishu does not name. */
@ApplicationScoped
class RefreshMember {
    private final Jdbi jdbi;
    private final Organizations organizations;
    private final FeishuContactClient feishu;
    private final Staging staging;
    private final SyncPlan plan;
    private final ApplyPlan apply;
    private final Members members;
    private final OutboxRelay relay;
    private final NoArgGenerator ids;

    RefreshMember(
            Jdbi jdbi,
            Organizations organizations,
            FeishuContactClient feishu,
            Staging staging,
            SyncPlan plan,
            ApplyPlan apply,
            Members members,
            OutboxRelay relay,
            NoArgGenerator ids) {
        this.jdbi = jdbi;
        this.organizations = organizations;
        this.feishu = feishu;
        this.staging = staging;
        this.plan = plan;
        this.apply = apply;
        this.members = members;
        this.relay = relay;
        this.ids = ids;
    }

    /** The member as Feishu tells it now; empty if Feishu knows nobody of this open id in the app's range. */
    Optional<Member> refresh(OrganizationId id, String openId) {
        organizations.get(id);
        FeishuRecord record;
        try {
            record = feishu.person(organizations.feishuApp(id), openId, new CallMeter());
        } catch (FeishuRefused e) {
            return switch (e.reason()) {
                case OUT_OF_RANGE, UNKNOWN_ID -> Optional.empty();
                default -> throw e;
            };
        }
        return switch (record) {
            case FeishuRecord.Understood understood -> {
                store(id, List.of(understood));
                yield members.findByOpenId(id, understood.openId());
            }
            case FeishuRecord.SetAside aside ->
                aside.openId() == null ? Optional.empty() : members.findByOpenId(id, aside.openId());
        };
    }

    /**
     * Reads these people at once, fifty at most, and keeps what Feishu tells of them.
     *
     * @return of whom it told
     * @throws pro.jit.orgsync.feishu.FeishuUnavailable if Feishu cannot be asked
     */
    Set<String> refreshAll(OrganizationId id, Collection<String> openIds) {
        List<FeishuRecord> records;
        try {
            records = feishu.people(organizations.feishuApp(id), openIds, new CallMeter());
        } catch (FeishuRefused e) {
            // One of them may be why; asked alone, each of the others is answered.
            return Set.of();
        }
        var told = new HashMap<String, FeishuRecord>();
        for (var record : records) {
            if (record instanceof FeishuRecord.Understood understood && openIds.contains(understood.openId())) {
                told.put(understood.openId(), understood);
            }
        }
        if (!told.isEmpty()) {
            store(id, List.copyOf(told.values()));
        }
        return told.keySet();
    }

    /** The person has left, as Feishu said; everything else that is known of them stays. */
    void gone(OrganizationId id, String openId) {
        members.findByOpenId(id, openId)
                .ifPresent(member -> store(
                        id,
                        List.of(new FeishuRecord.Understood(
                                openId,
                                member.unionId(),
                                member.name(),
                                JsonNodeFactory.instance.objectNode().put("status", "resigned")))));
    }

    private void store(OrganizationId id, List<FeishuRecord> people) {
        var reading = ids.generate();
        jdbi.useTransaction(handle -> {
            var organization = organizations
                    .lock(handle, id)
                    .orElseThrow(() -> ProblemException.notFound("There is no such organization."));
            staging.members(handle, reading, List.of(), people);
            keepDepartments(handle, id, reading);
            plan.make(handle, reading, organization, SyncPlan.Absence.PROVES_NOTHING);
            apply.applyNow(handle, organization, reading);
            staging.clear(handle, reading);
            handle.createUpdate("delete from sync_change where run_id = :reading")
                    .bind("reading", reading)
                    .execute();
        });
        relay.nudge();
    }

    /** Where Feishu does not send a person's departments, only a run, which lists each of them, can tell that they have changed. */
    static void keepDepartments(Handle handle, OrganizationId id, UUID reading) {
        handle.createUpdate("""
                        update sync_staged_member s set listed_in = coalesce((
                            select array_agg(d.open_department_id)
                            from member m join membership p on p.member_id = m.member_id join department d on d.department_id = p.department_id
                            where m.organization_id = :organization and m.open_id = s.open_id and d.status = 'active'), '{}')
                        where s.run_id = :reading
                        """)
                .bind("organization", id.value())
                .bind("reading", reading)
                .execute();
    }
}
