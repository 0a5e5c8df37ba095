package pro.jit.orgsync.setup;

import pro.jit.orgsync.feishu.FeishuAppInfo;
import pro.jit.orgsync.feishu.FeishuAppVersion;
import pro.jit.orgsync.problem.Sentence;

/** F9: a version is published and approved, nothing else waits, and the members may use the app. */
final class PublicationCheck implements StepCheck {
    private static final int ENABLED = 1;

    @Override
    public SetupStep step() {
        return SetupStep.F9;
    }

    @Override
    public Finding check(Observed seen) {
        if (seen.culprit().filter(SetupStep.F9::equals).isPresent()) {
            return Finding.failed(
                    "应用在企业中不可用：没有发布版本、管理员没有批准，或者被停用。",
                    "The app is not in use in the company: no version is published, the administrator has not approved it, or it is disabled.");
        }
        var obstacle = seen.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        return seen.info().answer().map(info -> ofApp(seen, info)).orElseGet(() -> Observed.undescribed(seen.info()));
    }

    private static Finding ofApp(Observed seen, FeishuAppInfo info) {
        if (info.onlineVersionId() == null) {
            return Finding.failed(
                    "没有已发布的版本，所有设置都没有生效。请创建版本并发布。",
                    "No version is published, so no setting is in force. Create a version and publish it.");
        }
        if (info.status() != ENABLED && info.status() != 3) {
            return Finding.failed("企业管理员停用了这个应用。", "The company's administrator has not enabled the app.");
        }
        var waiting = seen.waiting().answer();
        if (waiting.isPresent()) {
            return waits(waiting.get());
        }
        return availability(seen);
    }

    private static Finding waits(FeishuAppVersion version) {
        var zh =
                switch (version.status()) {
                    case 2 -> "被管理员拒绝";
                    case 4 -> "尚未提交发布";
                    default -> "正在等待管理员审核";
                };
        var en =
                switch (version.status()) {
                    case 2 -> "was rejected by the administrator";
                    case 4 -> "has not been submitted";
                    default -> "waits for the administrator's approval";
                };
        return Finding.warning(
                "版本 " + version.version() + " " + zh + "，其中的修改还没有生效。",
                "Version " + version.version() + " " + en + "; its changes are not in force yet.");
    }

    private static Finding availability(Observed seen) {
        var asked = seen.members().size();
        var usable = seen.mayUse().answer();
        if (asked == 0 || usable.isEmpty()) {
            return Finding.ok(
                    "已发布的版本正在使用；可用范围要有成员同步之后才能检查。",
                    "A version is published and in use; its availability can be checked once members are synchronized.");
        }
        var inside = usable.get().size();
        if (inside == asked) {
            return Finding.ok("已发布，成员都在可用范围内。", "Published, and members are within the availability.");
        }
        var detail = new Sentence(
                "抽查的 " + asked + " 名成员中 " + inside + " 名在可用范围内；其余的人登录时会得到错误码 20010。",
                "Of " + asked + " members looked at, " + inside
                        + " are within the availability; the others get error 20010 when they sign in.");
        return inside == 0 ? Finding.failed(detail.zh(), detail.en()) : Finding.warning(detail.zh(), detail.en());
    }
}
