package pro.jit.orgsync.directory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A department of an organization. The root is none.
 *
 * @param parentId null at the first level
 * @param path names from the first level down to its own, separated by {@code /}
 * @param leaders member ids, the main one first
 * @param hasSubDepartments whether there are departments directly below it that have not been removed
 * @param memberCount people in it and below it who have not left, each once
 * @param order Feishu's; a smaller one sorts earlier among its siblings
 * @param status {@code active} or {@code removed}
 */
record Department(
        UUID departmentId,
        String openDepartmentId,
        String name,
        @Nullable UUID parentId,
        String path,
        List<UUID> leaders,
        boolean hasSubDepartments,
        int memberCount,
        long order,
        String status,
        long revision) {
    Department {
        leaders = List.copyOf(leaders);
    }
}
