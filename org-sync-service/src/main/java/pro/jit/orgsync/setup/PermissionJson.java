package pro.jit.orgsync.setup;

import java.util.Collection;
import java.util.stream.Collectors;
import pro.jit.orgsync.feishu.Permissions;

/** The JSON that Feishu's console imports under "batch import/export scopes". */
final class PermissionJson {
    static final String WANTED = "{\"scopes\":{\"tenant\":" + list(Permissions.wantedAsApp()) + ",\"user\":"
            + list(Permissions.wantedAsUser()) + "}}";

    private PermissionJson() {}

    private static String list(Collection<String> permissions) {
        return permissions.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
