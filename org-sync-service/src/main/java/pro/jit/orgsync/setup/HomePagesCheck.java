package pro.jit.orgsync.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.FeishuAppVersion;
import pro.jit.orgsync.problem.Sentence;

/** F4: both home pages are the application's login address. The address without {@code /login} serves as well. */
final class HomePagesCheck implements StepCheck {
    private static final Sentence DESKTOP = new Sentence("桌面端主页", "Desktop home page");
    private static final Sentence MOBILE = new Sentence("移动端主页", "Mobile home page");

    @Override
    public SetupStep step() {
        return SetupStep.F4;
    }

    @Override
    public Finding check(Observed seen) {
        return Versions.inForce(seen, this::ofVersion).paste(paste(seen));
    }

    private Finding ofVersion(Observed seen, FeishuAppVersion online) {
        if (!online.webApp()) {
            return Finding.hiddenBy(SetupStep.F3);
        }
        var desktop = isHome(seen, online.pcUrl());
        var mobile = isHome(seen, online.mobileUrl());
        if (desktop && mobile) {
            return Finding.ok("桌面端和移动端主页都是登录地址。", "Both home pages are the login address.");
        }
        var waits = seen.waiting()
                .answer()
                .filter(version -> isHome(seen, version.pcUrl()) && isHome(seen, version.mobileUrl()));
        if (waits.isPresent()) {
            return Finding.hiddenBy(SetupStep.F9);
        }
        var zh = new ArrayList<String>();
        var en = new ArrayList<String>();
        say(desktop, DESKTOP, online.pcUrl(), zh, en);
        say(mobile, MOBILE, online.mobileUrl(), zh, en);
        return Finding.failed(
                String.join("；", zh) + "。修改后需要发布新版本（F9）。",
                String.join("; ", en) + ". After changing it, publish a version (F9).");
    }

    private static void say(boolean right, Sentence what, @Nullable String url, List<String> zh, List<String> en) {
        if (right) {
            return;
        }
        zh.add(url == null ? what.zh() + "没有填写" : what.zh() + "是 " + url + "，不是登录地址");
        en.add(url == null ? what.en() + " is not set" : what.en() + " is " + url + ", which is not the login address");
    }

    private static boolean isHome(Observed seen, @Nullable String url) {
        return url != null && LoginUrls.of(seen).leadsToLogin(url);
    }

    private static List<Finding.Paste> paste(Observed seen) {
        return LoginUrls.of(seen).all().stream()
                .limit(1)
                .flatMap(url -> Stream.of(new Finding.Paste(DESKTOP, url), new Finding.Paste(MOBILE, url)))
                .toList();
    }
}
