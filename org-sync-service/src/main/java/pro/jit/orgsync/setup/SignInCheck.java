package pro.jit.orgsync.setup;

/** J6: somebody has signed in. */
final class SignInCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.J6;
    }

    @Override
    public Finding check(Observed seen) {
        var at = seen.signIns().signedInAt();
        if (at != null) {
            return Finding.ok("最近一次登录成功是在 " + at + "。", "Somebody last signed in at " + at + ".");
        }
        return seen.signIns().known()
                ? Finding.notCheckable(
                        "还没有人登录成功过。请在飞书工作台和浏览器里各试一次。",
                        "Nobody has signed in yet. Try it once in the workspace and once in a browser.")
                : Finding.notCheckable("网关没有回应，请稍后再检查。", "The gateway did not answer; check again later.");
    }
}
