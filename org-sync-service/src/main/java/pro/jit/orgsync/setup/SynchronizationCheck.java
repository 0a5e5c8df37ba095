package pro.jit.orgsync.setup;

/** J4: the last synchronization went well, and what changes afterwards is heard of. */
final class SynchronizationCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.J4;
    }

    @Override
    public Finding check(Observed seen) {
        var last = seen.lastRun();
        if (last == null) {
            return Finding.notCheckable("第一次同步还没有结束。", "The first synchronization is not over yet.");
        }
        return switch (last.status()) {
            case SUCCEEDED ->
                EventsCheck.add(
                        seen,
                        "最近一次同步在 " + last.at() + " 完成，读到 " + last.members() + " 名成员。",
                        "The last synchronization ended at " + last.at() + " and read " + last.members() + " people.");
            case SUCCEEDED_WITH_WARNINGS ->
                EventsCheck.add(
                        seen,
                        "最近一次同步在 " + last.at() + " 完成，读到 " + last.members() + " 名成员，有 " + last.warnings() + " 条提醒。",
                        "The last synchronization ended at " + last.at() + " and read " + last.members()
                                + " people, with " + last.warnings() + " warnings.");
            case AWAITING_APPROVAL ->
                Finding.warning(
                        "同步在等待批准：会有较多成员离开，或者数据范围变小了。请查看差异后批准或取消。",
                        "A synchronization waits for approval: many people would leave, or the data range has become smaller. Look at the difference, then approve or cancel it.");
            default ->
                Finding.failed(
                        "最近一次同步失败了，原来的数据没有改变。",
                        "The last synchronization failed and left everything as it was: " + last.detail());
        };
    }
}
