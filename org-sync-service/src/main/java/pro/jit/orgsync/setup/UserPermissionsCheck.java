package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.Permissions;

/** F6: what people may be asked for when they sign in. None of it is needed to sign in. */
final class UserPermissionsCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.F6;
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
            return Finding.notCheckable("飞书没有列出已开通的权限。", "Feishu does not list what is granted.");
        }
        var missing =
                Permissions.missing(Permissions.wantedAsUser(), granted.get().user());
        if (!granted.get().byIdentity()) {
            return Finding.notCheckable(
                    "飞书没有说明权限属于哪种身份。", "Feishu does not say for which identity permissions are granted.");
        }
        if (missing.isEmpty()) {
            return Finding.ok("所需的用户身份权限都已开通。", "Every permission that is asked of people is granted.");
        }
        if (seen.waiting()
                .answer()
                .filter(version -> version.userScopes().containsAll(missing))
                .isPresent()) {
            return Finding.hiddenBy(SetupStep.F9);
        }
        var names = String.join(", ", missing);
        return Finding.warning(
                "缺少用户身份权限：" + names + "。仍然可以登录，只是登录时读不到这些资料。开通后需要发布新版本（F9）。",
                "Permissions as a user are missing: " + names
                        + ". People can sign in all the same; only these details are not told then. Grant them, then publish a version (F9).");
    }
}
