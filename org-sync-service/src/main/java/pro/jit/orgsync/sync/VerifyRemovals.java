package pro.jit.orgsync.sync;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.feishu.FeishuRefused;

/**
 * Asks Feishu for the people that no department listed before they are called gone. Somebody moved during the run, from a department not yet read
 * to one already read, is in neither list and yet there; so is whoever a page forgot.
 */
@ApplicationScoped
class VerifyRemovals {
    private final Jdbi jdbi;
    private final FeishuContactClient feishu;
    private final Staging staging;
    private final SyncRunRepository runs;

    VerifyRemovals(Jdbi jdbi, FeishuContactClient feishu, Staging staging, SyncRunRepository runs) {
        this.jdbi = jdbi;
        this.feishu = feishu;
        this.staging = staging;
        this.runs = runs;
    }

    /** Stages whoever Feishu says is there; true if there was anybody, so that the plan must be made anew. */
    boolean findAny(RunInProgress run) {
        var missing = missing(run.runId());
        var found = false;
        for (var some : FeishuContactClient.batches(missing)) {
            run.meter().extra("removals_verified", 1);
            for (var person : ask(run, some)) {
                if (isThere(person)) {
                    stage(run.runId(), person);
                    found = true;
                }
            }
        }
        return found;
    }

    private List<FeishuRecord> ask(RunInProgress run, List<String> openIds) {
        try {
            return feishu.people(run.app(), openIds, run.meter());
        } catch (FeishuRefused e) {
            if (e.reason() == FeishuErrors.UNKNOWN_ID || e.reason() == FeishuErrors.OUT_OF_RANGE) {
                return List.of();
            }
            throw e;
        }
    }

    /** Only a status says that somebody is there: people who have left may still be answered. */
    private static boolean isThere(FeishuRecord person) {
        return switch (person) {
            case FeishuRecord.Understood understood ->
                understood.fields().hasNonNull("status")
                        && !"resigned".equals(understood.fields().path("status").asText());
            case FeishuRecord.SetAside aside -> aside.openId() != null;
        };
    }

    private void stage(UUID runId, FeishuRecord person) {
        jdbi.useTransaction(handle -> {
            runs.fence(handle, runId);
            staging.members(handle, runId, List.of(), List.of(person));
        });
    }

    private List<String> missing(UUID runId) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select c.before->>'open_id' from sync_change c
                        where c.run_id = :run and c.entity = 'member' and c.kind = 'removed'
                          and not exists (select 1 from sync_staged_member s where s.run_id = :run and cast(s.member_id as text) = c.id)
                        order by c.position
                        """).bind("run", runId).mapTo(String.class).list());
    }
}
