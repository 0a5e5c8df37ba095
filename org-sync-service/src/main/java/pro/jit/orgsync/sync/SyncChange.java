package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One difference a run found.
 *
 * @param entity {@code department} or {@code member}
 * @param kind {@code added}, {@code updated}, {@code removed} or {@code set_aside}
 * @param id ours; Feishu's (or empty) of what is set aside
 * @param before of an updated or removed one, what changes; mail address and telephone masked
 * @param after likewise; all of an added one
 * @param reason of what is set aside
 */
record SyncChange(
        String entity,
        String kind,
        String id,
        @Nullable String name,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        @Nullable String reason) {}
