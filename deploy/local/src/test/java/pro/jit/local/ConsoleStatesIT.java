package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each page of the console shows while there is nothing to show, and every dialog it can open; in both languages, for everybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleStatesIT {
    private static final String REQUEST_ID = "0199-of-the-tests";
    private static final String ORGANIZATION = Console.APPLICATION + "/organization";
    private static final String AUTHORIZE = Console.APPLICATION + "/authorize";

    /** Pages that ask an API for what they show. */
    private static final List<String> PAGES = List.of(
            "/applications",
            Console.APPLICATION,
            Console.APPLICATION + "/connect",
            ORGANIZATION,
            AUTHORIZE,
            AUTHORIZE + "?tab=requests",
            AUTHORIZE + "?tab=roles",
            "/sessions",
            "/login-attempts",
            "/audit",
            "/audit?tab=actions",
            "/system/health",
            "/system/clients",
            "/system/signing-keys",
            "/system/administrators");

    private TestStack stack;
    private Guide guide;
    private Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
        browser = Browser.launch();
    }

    @AfterAll
    void stop() {
        browser.close();
        stack.close();
    }

    @AfterEach
    void closePages() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
    }

    private Console signedIn(BrowserContext context) {
        contexts.add(context);
        var console = new Console(stack, context.newPage());
        console.signIn();
        return console;
    }

    private Console signedIn(String locale) {
        return signedIn(browser.ordinary(locale, ColorScheme.LIGHT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(1)
    void whereThereIsNothingYetItSaysSo(String locale) {
        empty(
                locale,
                Map.of(
                        "/applications", "applications:empty",
                        "/sessions", "sessions:emptyActive",
                        "/login-attempts", "login-attempts:empty",
                        "/audit", "audit:noApplication",
                        "/system/health", "health:noOrganizations"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(2)
    void anApplicationWithoutFeishuSaysWhatToDo(String locale) {
        if (locale.equals("zh-CN")) {
            guide.createApplication();
        }
        empty(
                locale,
                Map.of(
                        ORGANIZATION,
                        "organization:notConnected",
                        AUTHORIZE,
                        "authorize:notConnected",
                        "/audit",
                        "audit:noChanges",
                        "/audit?tab=decisions",
                        "audit:noDecisions"));
    }

    private void empty(String locale, Map<String, String> pages) {
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var console = signedIn(locale);
        pages.forEach((address, text) -> {
            console.open(address);
            Look.settle(console.page());
            all.check(() -> assertThat(console.page().locator("main")).containsText(texts.of(text)));
            Look.at(console.page(), picture("empty", address, locale), locale, all);
        });
        all.assertAll();
    }

    @Test
    @Order(3)
    void anOrganizationIsConnected() throws InterruptedException {
        guide.connectOrganization();
        var member = guide.member("gao-jie");
        TestStack.eventually("The decision's knowledge of the member", () -> guide.isKnown(member));
        guide.grantTo("member", member.path("member_id").asText());
        TestStack.eventually("The grant", () -> guide.isGranted(member));
        assertThat(guide.listOrganizations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(4)
    void whatFailsIsToldWithItsTitleAndRequestId(String locale) {
        var all = new SoftAssertions();
        var title = new ConsoleTexts(locale).of("problems:internal-error");
        var console = signedIn(locale);
        for (var address : PAGES) {
            answering(console, address, route -> refuse(route, 500, "internal-error"));
            var alert = console.page()
                    .locator("main")
                    .getByRole(AriaRole.ALERT)
                    .filter(new Locator.FilterOptions().setHasText(REQUEST_ID))
                    .first();
            all.check(() -> assertThat(alert).containsText(title));
            Look.at(console.page(), picture("error", address, locale), locale, all);
        }
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(5)
    void whatIsForbiddenIsToldSoAndWhatIsOnItsWayToo(String locale) {
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var console = signedIn(locale);
        for (var address : PAGES) {
            answering(console, address, route -> refuse(route, 403, "forbidden"));
            all.check(() -> assertThat(console.page().locator("main"))
                    .containsText(Pattern.compile(
                            texts.like("common:forbidden.title") + "|" + texts.like("problems:forbidden"))));
            answering(console, address, route -> {});
            all.check(() -> assertThat(console.page()
                            .locator("main")
                            .getByRole(AriaRole.STATUS)
                            .filter(new Locator.FilterOptions().setHasText(texts.of("common:loading")))
                            .first())
                    .isVisible());
        }
        all.assertAll();
    }

    /** Opens the page with every call of it handled so; who is signed in and which application it is are known. */
    private void answering(Console console, String address, Consumer<Route> handler) {
        var page = console.page();
        page.unrouteAll();
        page.navigate("about:blank");
        page.route(
                url -> isOfThePage(URI.create(url).getPath(), address.startsWith(Console.APPLICATION + "/")), handler);
        console.open(address);
    }

    private static boolean isOfThePage(String path, boolean insideApplication) {
        if (insideApplication
                && path.equals("/api/auth/applications" + Console.APPLICATION.substring("/applications".length()))) {
            return false;
        }
        return path.startsWith("/api/") || path.matches("/console/(administrators|actions|health)");
    }

    private static void refuse(Route route, int status, String problem) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody(TestStack.json()
                        .put("type", "urn:jit:problem:" + problem)
                        .put("title", "As the service has it")
                        .put("status", status)
                        .put("request_id", REQUEST_ID)
                        .toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(6)
    void everyDialogSpeaksTheLanguageAndCanBeUsedByEverybody(String locale) throws Exception {
        if (locale.equals("zh-CN")) {
            guide.createRole("teacher", "教师 Teacher");
            guide.createClient("reporting");
            new Visitor(guide.address(), "gao-jie").signIn();
        }
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var console = signedIn(locale);
        opened(console, texts, all, "/applications", "applications:create");
        opened(console, texts, all, Console.APPLICATION, "application:remove");
        opened(
                console,
                texts,
                all,
                AUTHORIZE,
                "authorize:new.title",
                "authorize:grants.edit",
                "authorize:grants.remove");
        opened(
                console,
                texts,
                all,
                AUTHORIZE + "?tab=roles",
                "authorize:roles.new",
                "authorize:roles.rename",
                "authorize:roles.remove");
        opened(
                console,
                texts,
                all,
                ORGANIZATION + "?tab=settings",
                "organization:end.disable",
                "organization:end.remove");
        opened(console, texts, all, "/sessions", "sessions:endOf", "sessions:endAllOf");
        opened(console, texts, all, "/login-attempts", "login-attempts:storyOf");
        opened(console, texts, all, "/audit", "audit:detailOf");
        opened(console, texts, all, "/system/clients", "clients:create", "clients:rotateOf", "clients:removeOf");
        opened(console, texts, all, "/system/signing-keys", "signing-keys:rotate");
        opened(console, texts, all, "/system/administrators", "administrators:add");
        console.open("/system/administrators");
        console.button(texts.of("administrators:add")).click();
        console.dialog()
                .getByLabel(texts.of("administrators:username"))
                .fill("second-" + locale.toLowerCase(Locale.ROOT));
        console.dialog().locator("button[type=submit]").click();
        assertThat(console.dialog(texts.of("administrators:initialPassword"))).isVisible();
        Look.at(console.page(), "dialog-secret-once-" + locale, locale, all);
        console.inDialog(texts.of("common:secretKept")).click();
        opened(console, texts, all, "/system/administrators", "administrators:reset", "administrators:remove");
        all.assertAll();
    }

    /** Opens each of the page's dialogs by the first button of this text, looks at it, and closes it by the keyboard, which then is where it was. */
    private static void opened(
            Console console, ConsoleTexts texts, SoftAssertions all, String address, String... buttons) {
        console.open(address);
        for (var button : buttons) {
            var opener = console.page()
                    .locator("main")
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions()
                                    .setName(Pattern.compile(
                                            "^" + texts.like(button).pattern() + "$")))
                    .first();
            opener.click();
            var dialog = console.dialog();
            assertThat(dialog).isVisible();
            assertThat(dialog.locator(".ant-spin-spinning, .ant-skeleton")).hasCount(0);
            Look.at(
                    console.page(),
                    "dialog-" + button.replaceAll("[^A-Za-z]+", "-") + "-" + texts.locale(),
                    texts.locale(),
                    all);
            console.page().keyboard().press("Escape");
            assertThat(dialog).isHidden();
            all.check(() -> assertThat(opener).isFocused());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(7)
    void theDrawersOfAPhoneToo(String locale) {
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var console = signedIn(browser.phone(locale, ColorScheme.LIGHT));
        opened(console, texts, all, ORGANIZATION, "organization:tree.chosen");
        console.button(texts.of("shell:openNavigation")).click();
        assertThat(console.dialog()).isVisible();
        Look.at(console.page(), "dialog-navigation-" + locale, locale, all);
        console.page().keyboard().press("Escape");
        assertThat(console.dialog()).isHidden();
        all.assertAll();
    }

    @Test
    @Order(8)
    void whatAServiceRefusesIsToldInChinese() {
        var texts = new ConsoleTexts("zh-CN");
        var console = signedIn("zh-CN");
        console.open("/applications");
        console.button(texts.of("applications:create")).click();
        console.field(texts.of("applications:orgId")).fill("console");
        console.field(texts.of("applications:appId")).fill("app");
        console.field(texts.of("application:name")).fill("示例");
        console.button(texts.of("applications:createAndConnect")).click();

        assertThat(console.dialog()).containsText("是保留的名称");
        assertThat(console.field(texts.of("application:name"))).hasValue("示例");
    }

    private static String picture(String state, String address, String locale) {
        return state + "-" + locale.substring(0, 2) + address.replaceAll("[^A-Za-z]+", "-");
    }
}
