package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuErrors;

/** F1: the app exists, so somebody has been in the console. */
final class ConsoleCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.F1;
    }

    @Override
    public Finding check(Observed seen) {
        var appId = seen.organization().feishuAppId();
        if (seen.token() instanceof Probe.Unanswered<Boolean>) {
            return Observed.unanswered();
        }
        return seen.token().refusedFor(FeishuErrors.APP_UNKNOWN)
                ? Finding.hiddenBy(SetupStep.J1)
                : Finding.ok("飞书认识应用 " + appId + "。", "Feishu knows the app " + appId + ".");
    }
}
