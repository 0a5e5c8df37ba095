package pro.jit.orgsync.setup;

import java.util.List;
import pro.jit.orgsync.feishu.DataRange;
import pro.jit.orgsync.feishu.FeishuErrors;
import pro.jit.orgsync.feishu.Platform;
import pro.jit.orgsync.problem.Sentence;

/** F7: whose contact data the app may read. */
final class DataRangeCheck implements StepCheck {
    @Override
    public SetupStep step() {
        return SetupStep.F7;
    }

    @Override
    public Finding check(Observed seen) {
        return conclusion(seen)
                .paste(List.of(new Finding.Paste(
                        new Sentence("通讯录权限范围", "Contacts data range"),
                        seen.organization().platform() == Platform.FEISHU ? "全部成员" : "All members")));
    }

    private static Finding conclusion(Observed seen) {
        var obstacle = seen.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (seen.everybody().answer().filter(Boolean::booleanValue).isPresent()
                || seen.contactsRange().answer().filter("all"::equals).isPresent()) {
            return Finding.ok("范围是全部成员。", "The range is all members.");
        }
        if (seen.everybody().answer().isEmpty() && seen.dataRange().answer().isEmpty()) {
            return seen.dataRange().refusedFor(FeishuErrors.PERMISSION_MISSING)
                    ? Finding.hiddenBy(SetupStep.F5)
                    : Observed.unanswered();
        }
        return seen.dataRange().answer().map(DataRangeCheck::ofNodes).orElseGet(Observed::unanswered);
    }

    private static Finding ofNodes(DataRange range) {
        var departments = range.departments().size();
        var people = range.users().size();
        var groups = range.groups().size();
        if (departments + people + groups == 0) {
            return Finding.failed(
                    "范围是空的：应用谁也读不到。请设为全部成员，然后发布新版本（F9）。不会因此把任何人当作离职。",
                    "The range is empty: the app may read nobody. Set it to all members, then publish a version (F9). Nobody counts as having left because of it.");
        }
        return Finding.warning(
                "范围只有 " + departments + " 个部门、" + people + " 个成员、" + groups + " 个用户组；范围外的人无法登录。若要全公司使用，请设为全部成员。",
                "The range is " + departments + " departments, " + people + " people and " + groups
                        + " groups only; nobody outside can sign in. For the whole company set it to all members.");
    }
}
