package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuAppVersion;

/** F3: the version in force has the web app capability. */
final class WebAppCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.F3;
    }

    @Override
    public Finding check(Observed seen) {
        return Versions.inForce(seen, this::ofVersion);
    }

    private Finding ofVersion(Observed seen, FeishuAppVersion online) {
        if (online.webApp()) {
            return Finding.ok(
                    "已发布的版本 " + online.version() + " 具有网页应用能力。",
                    "Version " + online.version() + ", which is published, has the web app capability.");
        }
        if (seen.waiting().answer().filter(FeishuAppVersion::webApp).isPresent()) {
            return Finding.hiddenBy(SetupStep.F9);
        }
        return Finding.failed(
                "已发布的版本没有网页应用能力：工作台里不会有图标。添加后需要发布新版本（F9）。",
                "The published version lacks the web app capability: there is no tile in the workspace. After adding it, publish a version (F9).");
    }
}
