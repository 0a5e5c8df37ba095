package pro.jit.orgsync.setup;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import pro.jit.orgsync.feishu.Permissions;
import pro.jit.orgsync.problem.Sentence;

/** The JSON that Feishu's console imports under "batch import/export scopes". */
final class PermissionJson {
    /** What there is to paste for F5 and F6, which are imported together. */
    static final List<Finding.Paste> PASTE = List.of(
            new Finding.Paste(new Sentence("批量导入的权限 JSON", "Permissions as JSON, for the batch import"), json()));

    private PermissionJson() {}

    private static String json() {
        return "{\"scopes\":{\"tenant\":" + list(Permissions.wantedAsApp()) + ",\"user\":"
                + list(Permissions.wantedAsUser()) + "}}";
    }

    private static String list(Collection<String> permissions) {
        return permissions.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
