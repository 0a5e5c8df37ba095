package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.Permissions;

/** F5: what the app may do as itself. Contacts it must read; a missing field makes members poorer, and stops nothing. */
final class AppPermissionsCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.F5;
    }

    @Override
    public Finding check(Observed seen) {
        return conclusion(seen).paste(PermissionJson.PASTE);
    }

    private static Finding conclusion(Observed seen) {
        var obstacle = seen.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var granted = seen.granted().answer();
        if (granted.isEmpty()) {
            return byReading(seen);
        }
        var missing =
                Permissions.missing(Permissions.wantedAsApp(), granted.get().tenant());
        missing.remove(Permissions.SELF_MANAGE);
        if (missing.isEmpty()) {
            return Finding.ok("所需的应用身份权限都已开通。", "Every permission that is needed as the app itself is granted.");
        }
        if (seen.waiting()
                .answer()
                .filter(version -> version.tenantScopes().containsAll(missing))
                .isPresent()) {
            return Finding.hiddenBy(SetupStep.F9);
        }
        var names = String.join(", ", missing);
        var cannotRead = Permissions.CONTACTS.stream().noneMatch(granted.get().tenant()::contains);
        return cannotRead
                ? Finding.failed(
                        "缺少应用身份权限，无法读取通讯录：" + names + "。开通后需要发布新版本（F9）才生效。",
                        "Contacts cannot be read, as permissions of the app itself are missing: " + names
                                + ". Grant them, then publish a version (F9): before that they are not in force.")
                : Finding.warning(
                        "缺少应用身份权限，部分字段读不到：" + names + "。开通后需要发布新版本（F9）才生效。",
                        "Some fields cannot be read, as permissions of the app itself are missing: " + names
                                + ". Grant them, then publish a version (F9): before that they are not in force.");
    }

    // Feishu does not list what is granted; that contacts can be read is proof enough for the one that matters.
    private static Finding byReading(Observed seen) {
        if (seen.dataRange().answer().isPresent()) {
            return Finding.ok(
                    "飞书没有列出已开通的权限，但通讯录可以读取。", "Feishu does not list what is granted, but contacts can be read.");
        }
        return seen.dataRange().refusedFor(FeishuErrors.PERMISSION_MISSING)
                ? Finding.failed(
                        "缺少读取通讯录的应用身份权限，例如 " + Permissions.CONTACTS.getFirst() + "。开通后需要发布新版本（F9）。",
                        "A permission to read contacts as the app itself is missing, such as "
                                + Permissions.CONTACTS.getFirst() + ". Grant it, then publish a version (F9).")
                : Observed.unanswered();
    }
}
