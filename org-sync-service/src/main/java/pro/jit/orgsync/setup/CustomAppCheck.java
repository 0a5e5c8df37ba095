package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuAppInfo;

/** F2: the app is one that the company built itself. */
final class CustomAppCheck implements StepCheck {
    private static final int SELF_BUILT = 0;

    @Override
    public SetupStep step() {
        return SetupStep.F2;
    }

    @Override
    public Finding check(Observed seen) {
        if (seen.token().answer().isEmpty()) {
            return seen.obstacle().orElseGet(Observed::unanswered);
        }
        var kind = seen.info().answer().map(FeishuAppInfo::sceneType).orElse(SELF_BUILT);
        if (kind != SELF_BUILT && kind != 3) {
            return Finding.failed(
                    "这是商店应用，不是企业自建应用。请创建企业自建应用并改用它的凭证。",
                    "This is a store app, not a custom app of the company. Create a custom app and use its credentials.");
        }
        var tenant = seen.tenant();
        var name = tenant == null || tenant.name() == null ? null : tenant.name();
        return name == null
                ? Finding.ok("飞书把它当作企业自建应用发放令牌。", "Feishu gives it a token as a custom app.")
                : Finding.ok("企业“" + name + "”的自建应用。", "A custom app of the company \"" + name + "\".");
    }
}
