package pro.jit.local;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Chromium, the system's own, in contexts that differ by what they say they are. */
final class Browser implements AutoCloseable {
    /** Feishu's desktop client (feishu-contract: user agents seen). */
    static final String FEISHU_DESKTOP =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/101.0.4951.53"
                    + " Safari/537.36 Lark/6.7.5 LarkLocale/zh_CN ttnet SDK-Version/6.7.8";

    /** Feishu's iPhone client. */
    static final String FEISHU_PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 14_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.6"
                    + " Mobile/15E148 Safari/604.1 Lark/4.1.3 LarkLocale/zh_CN";

    private static final Path SHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Browser launch() {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Browser(playwright, browser);
    }

    /** An ordinary desktop browser. */
    BrowserContext ordinary() {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setLocale("en-US"));
    }

    BrowserContext feishuDesktop() {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setUserAgent(FEISHU_DESKTOP)
                .setLocale("zh-CN"));
    }

    BrowserContext feishuPhone() {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setUserAgent(FEISHU_PHONE)
                .setLocale("zh-CN")
                .setViewportSize(375, 720)
                .setIsMobile(true));
    }

    /** An ordinary desktop browser with what the visitor has set. */
    BrowserContext ordinary(String locale, ColorScheme colors) {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(locale)
                .setColorScheme(colors));
    }

    /** A phone's own browser, with what the visitor has set. */
    BrowserContext phone(String locale, ColorScheme colors) {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setUserAgent(FEISHU_PHONE.substring(0, FEISHU_PHONE.indexOf(" Lark/")))
                .setLocale(locale)
                .setColorScheme(colors)
                .setViewportSize(375, 720)
                .setIsMobile(true));
    }

    /** An ordinary desktop browser that runs no script. */
    BrowserContext withoutScripts() {
        return browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("en-US")
                .setJavaScriptEnabled(false));
    }

    /**
     * Waits until nothing has moved for a fifth of a second: between the steps of a fade, nothing moves for a moment. What goes on moving for some seconds is looked
     * at as it is.
     */
    static void rest(Page page) {
        page.evaluate("""
                async () => {
                  const moves = () => document.getAnimations().some((animation) =>
                    animation.playState === 'running' && animation.effect?.getComputedTiming().iterations !== Infinity);
                  const end = performance.now() + 5000;
                  for (let still = 0; still < 10 && performance.now() < end; still = moves() ? 0 : still + 1) {
                    await new Promise((resolve) => setTimeout(resolve, 20));
                  }
                }""");
    }

    /** Keeps a picture of the page under {@code target/screenshots}. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium found; './jit test' installs one"));
    }
}
