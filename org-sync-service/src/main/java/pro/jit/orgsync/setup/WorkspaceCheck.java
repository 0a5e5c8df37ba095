package pro.jit.orgsync.setup;

/** F10: somebody has tapped the tile. */
final class WorkspaceCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.F10;
    }

    @Override
    public Finding check(Observed seen) {
        var at = seen.signIns().fromWorkspaceAt();
        return at == null
                ? Finding.notCheckable(
                        "还没有人从飞书工作台进来过。请在工作台里打开应用试一次，并添加到常用。",
                        "Nobody has come from the workspace yet. Open the app there once, and add it to the favourites.")
                : Finding.ok("最近一次从工作台进入是在 " + at + "。", "Somebody last came from the workspace at " + at + ".");
    }
}
