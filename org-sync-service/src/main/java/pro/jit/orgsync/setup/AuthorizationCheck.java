package pro.jit.orgsync.setup;

/** J5: somebody was authorized. Without that nobody gets a session, however well they are known. */
final class AuthorizationCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.J5;
    }

    @Override
    public Finding check(Observed seen) {
        var inForce = seen.grants().inForce();
        if (inForce == null) {
            return Finding.notCheckable("权限服务没有回应，请稍后再检查。", "permission-service did not answer; check again later.");
        }
        return inForce > 0
                ? Finding.ok("有 " + inForce + " 条授权生效。", inForce + " grants are in force.")
                : Finding.failed(
                        "还没有授权任何成员：同步过的人可以证明身份，但谁也进不来。",
                        "Nobody is authorized yet: people who were synchronized can prove who they are, and none of them may enter.");
    }
}
