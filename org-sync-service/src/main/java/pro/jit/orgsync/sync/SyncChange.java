package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.Sentence;

/**
 * One difference a run found.
 *
 * @param entity {@code department} or {@code member}
 * @param kind {@code added}, {@code updated}, {@code removed} or {@code set_aside}
 * @param id ours; Feishu's (or empty) of what is set aside
 * @param before of an updated or removed one, what changes; mail address and telephone masked
 * @param after likewise; all of an added one
 * @param reason of what is set aside
 * @param losesAccess of a person removed by a dry or held run: whether they may sign in now; null if that was not asked
 * @param summary the same in a sentence
 */
record SyncChange(
        String entity,
        String kind,
        String id,
        @Nullable String name,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        @Nullable String reason,
        @Nullable Boolean losesAccess,
        @Nullable Sentence summary) {
    SyncChange with(Sentence said) {
        return new SyncChange(entity, kind, id, name, before, after, reason, losesAccess, said);
    }
}
