package pro.jit.orgsync.setup;

import java.util.List;
import pro.jit.orgsync.feishu.FeishuAppInfo;
import pro.jit.orgsync.problem.Sentence;

/** F8: every login address is on the redirect list. Forgotten, it is invisible here: Feishu stops on a page of its own, with 20029. */
final class RedirectUrlsCheck implements StepCheck {
    private static final Sentence LABEL = new Sentence("重定向 URL", "Redirect URL");

    @Override
    public SetupStep step() {
        return SetupStep.F8;
    }

    @Override
    public Finding check(Observed seen) {
        return conclusion(seen)
                .paste(LoginUrls.of(seen).all().stream()
                        .map(url -> new Finding.Paste(LABEL, url))
                        .toList());
    }

    private static Finding conclusion(Observed seen) {
        var obstacle = seen.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var listed = seen.info().answer().map(FeishuAppInfo::redirectUrls);
        return listed.map(urls -> ofList(seen, urls)).orElseGet(() -> bySignIns(seen));
    }

    private static Finding ofList(Observed seen, List<String> listed) {
        var logins = LoginUrls.of(seen);
        if (!logins.areKnown()) {
            return logins.isRegisteredByPath(listed)
                    ? Finding.ok("登录地址在重定向 URL 列表中。", "The login address is on the redirect list.")
                    : missing(List.of("…" + logins.path()));
        }
        var missing = logins.all().stream()
                .filter(login -> !logins.isRegistered(login, listed))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("每个登录地址都在重定向 URL 列表中。", "Every login address is on the redirect list.")
                : missing(missing);
    }

    private static Finding missing(List<String> logins) {
        var names = String.join(", ", logins);
        return Finding.failed(
                "重定向 URL 列表缺少登录地址 " + names + "：从飞书登录会停在飞书的错误页 20029，回不到这里。",
                "The redirect list lacks the login address " + names
                        + ": a sign-in ends on Feishu's error page 20029 and never comes back here.");
    }

    // That somebody has come back proves it, whether or not the list can be read.
    private static Finding bySignIns(Observed seen) {
        var returned = seen.signIns().returnedAt();
        return returned == null
                ? Observed.undescribed(seen.info())
                : Finding.ok(
                        "最近一次从飞书返回是在 " + returned + "。", "A sign-in last came back from Feishu at " + returned + ".");
    }
}
