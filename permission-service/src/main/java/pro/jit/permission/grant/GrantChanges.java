package pro.jit.permission.grant;

import java.util.List;
import java.util.UUID;
import pro.jit.permission.Precondition;

/**
 * Grants to be removed and made together.
 *
 * @param create to be made
 * @param paths what to put before a field's name in an error about the n-th of {@code create}
 * @param delete to be removed
 * @param precondition of each that is removed
 * @param leaveWithoutAdministrator whether the application's last administrator may be among what goes
 */
record GrantChanges(
        List<Grant> create,
        List<String> paths,
        List<UUID> delete,
        Precondition precondition,
        boolean leaveWithoutAdministrator) {
    GrantChanges {
        create = List.copyOf(create);
        paths = List.copyOf(paths);
        delete = List.copyOf(delete);
    }

    /** Makes and removes, whatever the version of what goes. */
    static GrantChanges of(
            List<Grant> create, List<String> paths, List<UUID> delete, boolean leaveWithoutAdministrator) {
        return new GrantChanges(create, paths, delete, Precondition.NONE, leaveWithoutAdministrator);
    }
}
