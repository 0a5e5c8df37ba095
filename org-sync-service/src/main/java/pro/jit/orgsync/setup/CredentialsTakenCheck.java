package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuErrors;

/** J1: the App ID is one that Feishu knows. */
final class CredentialsTakenCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.J1;
    }

    @Override
    public Finding check(Observed seen) {
        var appId = seen.organization().feishuAppId();
        if (seen.token() instanceof Probe.Unanswered<Boolean>) {
            return Observed.unanswered();
        }
        return seen.token().refusedFor(FeishuErrors.APP_UNKNOWN)
                ? Finding.failed(
                        "飞书不认识 App ID " + appId + "。请核对它，以及选择的是飞书还是 Lark。",
                        "Feishu does not know the App ID " + appId
                                + ". Check it, and whether Feishu or Lark was chosen.")
                : Finding.ok("App ID 是 " + appId + "。", "The App ID is " + appId + ".");
    }
}
