package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuRefused;

/** J3: Feishu accepts the App Secret now. */
final class CredentialsCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.J3;
    }

    @Override
    public Finding check(Observed seen) {
        return switch (seen.token()) {
            case Probe.Answered<Boolean> answered ->
                Finding.ok("飞书接受了 App ID 和 App Secret。", "Feishu accepts App ID and App Secret.");
            case Probe.Unanswered<Boolean> unanswered -> Observed.unanswered();
            case Probe.NotAsked<Boolean> notAsked -> Observed.unanswered();
            case Probe.Refused<Boolean> refused -> refused(seen, refused.refusal());
        };
    }

    private static Finding refused(Observed seen, FeishuRefused refusal) {
        var culprit = seen.culprit().orElse(SetupStep.J3);
        return culprit == SetupStep.J3
                ? Finding.failed(
                        "飞书不接受保存的 App Secret（错误码 " + refusal.code() + "）。如果在飞书重置过，请把新的填到这里。",
                        "Feishu does not accept the App Secret we hold (code " + refusal.code()
                                + "). If it was reset at Feishu, fill the new one in here.")
                : Finding.hiddenBy(culprit);
    }
}
