package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who administers, in a real browser: a member through Feishu and how far they get, requests for access that they answer, and the platform's second factor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleAdministratorsIT {
    private static final String ADMINISTRATOR = "lin-xiaoman";
    private static final String REQUESTS = Console.APPLICATION + "/authorize?tab=requests";
    private static final String FORBIDDEN = "This page is not open to you";

    private TestStack stack;
    private Guide guide;
    private Browser browser;

    /** Of the member who administers the application. */
    private Console console;

    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
        guide.connect();
        guide.createAnotherApplication("other", "别的应用 Another application");
        var administrator = guide.member(ADMINISTRATOR);
        TestStack.eventually("The decision's knowledge of the administrator", () -> guide.isKnown(administrator));
        guide.grantTo("administrator", "member", administrator.path("member_id").asText());
        TestStack.eventually("The grant", () -> guide.isGranted(administrator));
        for (var person : List.of("gao-jie", "emma-clark")) {
            TestStack.eventually("The decision's knowledge of " + person, () -> guide.isKnown(guide.member(person)));
        }
        browser = Browser.launch();
        console = new Console(stack, pageOf(browser.ordinary()));
    }

    @AfterAll
    void stop() {
        contexts.forEach(BrowserContext::close);
        browser.close();
        stack.close();
    }

    @AfterEach
    void picture(TestInfo step) {
        Browser.picture(
                console.page(),
                "administrators-after-" + step.getTestMethod().orElseThrow().getName());
    }

    private Page pageOf(BrowserContext context) {
        contexts.add(context);
        return context.newPage();
    }

    private Console platform(String locale) {
        var platform = new Console(stack, pageOf(browser.ordinary(locale, ColorScheme.LIGHT)));
        platform.signIn();
        return platform;
    }

    private static void approveAtFeishu(Page page, String person) {
        page.locator("#feishu").click();
        page.locator("select[name=person]").selectOption(person);
        page.locator("button[value=approve]").click();
    }

    @Test
    @Order(1)
    void whoAdministersAnApplicationSignsInThroughFeishuAndSeesItAlone() {
        console.open("/login");
        console.page().getByText("Through Feishu").click();
        console.field("Application").fill(guide.address() + "/");
        console.button("Sign in through Feishu").click();
        approveAtFeishu(console.page(), ADMINISTRATOR);

        assertThat(console.page()).hasURL(stack.origin("gateway") + "/console/applications");
        assertThat(console.button("Account of 林小满")).isVisible();
        assertThat(console.page().getByRole(AriaRole.TABLE)).containsText("示例应用");
        assertThat(console.page().getByText("别的应用")).hasCount(0);
        assertThat(console.button("New application")).hasCount(0);
        assertThat(console.page().getByText("Service clients")).hasCount(0);
        Browser.picture(console.page(), "administrators-member");
    }

    @Test
    @Order(2)
    void whatIsNotTheirsIsRefusedWithTheReason() {
        for (var address : List.of(
                "/system/health",
                "/system/clients",
                "/system/signing-keys",
                "/system/administrators",
                "/account",
                "/applications/" + Guide.ORG_ID + "/other",
                "/applications/" + Guide.ORG_ID + "/other/organization",
                "/applications/" + Guide.ORG_ID + "/other/authorize")) {
            console.open(address);
            assertThat(console.page().getByRole(AriaRole.HEADING, heading(FORBIDDEN)))
                    .isVisible();
        }
        var calls = console.page().request();
        for (var address : List.of(
                "/api/auth/clients",
                "/console/administrators",
                "/api/auth/applications/" + Guide.ORG_ID + "/other",
                "/api/permission/applications/" + Guide.ORG_ID + "/other/grants")) {
            assertThat(calls.get(stack.origin("gateway") + address).status())
                    .as(address)
                    .isEqualTo(403);
        }
    }

    @Test
    @Order(3)
    void whatOnlyThePlatformMayChangeIsNotOfferedAndTheRestIsTheirs() {
        console.open(Console.APPLICATION);
        assertThat(console.field("Origin 1")).isDisabled();
        assertThat(console.field("Upstream (optional)")).isDisabled();
        assertThat(console.page().getByText("Set by the platform’s administrators."))
                .hasCount(2);
        assertThat(console.button("Delete the application")).hasCount(0);
        console.field("Name").fill("教务 School desk");
        console.button("Save").click();
        assertThat(console.page().getByText("Saved")).isVisible();
        assertThat(console.page().locator("h1")).hasText("教务 School desk");

        console.open(Console.APPLICATION + "/connect");
        assertThat(console.page().locator("section[aria-labelledby=step-heading]"))
                .isVisible();
        assertThat(console.button("Connect another company")).hasCount(0);
        console.open(Console.APPLICATION + "/organization");
        assertThat(console.button("Sync organizational structure")).isEnabled();
        console.open("/audit");
        assertThat(console.page().getByRole(AriaRole.TABLE)).containsText("Grant created");
        assertThat(console.page().getByRole(AriaRole.TAB)).hasCount(2);
    }

    @Test
    @Order(4)
    void aRequestForAccessIsSeenAndAnsweredWithARoleAndUntilWhen() throws InterruptedException {
        var visitor = asks("emma-clark", "I cover for Jie.");
        console.open(Console.APPLICATION + "/authorize");
        var badge = console.page()
                .getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("1 request for access waits"));
        assertThat(badge).hasCount(2);
        Browser.picture(console.page(), "administrators-badge");
        console.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Access requests")))
                .click();
        assertThat(console.page().getByRole(AriaRole.ARTICLE)).containsText("I cover for Jie.");
        console.button("Approve").click();
        var answer = console.dialog("Approve the request of Emma Clark");
        answer.getByLabel("Until").click();
        console.page().getByText("A week").click();
        assertThat(answer).containsText("1 person gains access");
        Browser.picture(console.page(), "administrators-approve");
        answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();

        assertThat(console.page().getByText("Nobody waits for an answer")).isVisible();
        assertThat(badge).hasCount(0);
        var asked = new ArrayList<String>();
        console.page().onRequest(request -> asked.add(request.url()));
        console.open(Console.APPLICATION + "/authorize");
        var grant = console.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Emma Clark"));
        assertThat(grant).containsText("member");
        assertThat(grant).containsText("Until");
        assertThat(console.page().getByRole(AriaRole.TABLE)).containsText("林小满");
        assertThat(asked.stream().filter(url -> url.contains("/members")))
                .as("the names of everybody in the list are asked for together")
                .hasSize(1);
        TestStack.eventually("The grant", () -> guide.isGranted(guide.member("emma-clark")));
        checkAgain(visitor, "emma-clark");
        assertThat(visitor.locator("#name")).hasText("Emma Clark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(5)
    void whatARequestIsAnsweredByCanBeReadByEverybody(String locale) {
        if (locale.equals("zh-CN")) {
            asks("gao-jie", "我负责上海校区的排课。");
        }
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var platform = platform(locale);
        platform.open(REQUESTS);
        for (var answer : List.of("approve", "decline")) {
            platform.button(texts.of("authorize:requests." + answer)).click();
            assertThat(platform.dialog()).containsText("我负责上海校区的排课。");
            assertThat(platform.dialog().locator(".ant-spin-spinning")).hasCount(0);
            Look.at(platform.page(), "administrators-" + answer + "-" + locale, locale, all);
            platform.inDialog(texts.of("common:cancel")).click();
            assertThat(platform.dialog()).isHidden();
        }
        all.assertAll();
    }

    @Test
    @Order(6)
    void whoIsDeclinedReadsWhyWhenTheyTryAgain() {
        console.open(REQUESTS);
        console.button("Decline").click();
        console.field("Note").fill("请先联系您的主管。");
        console.inDialog("Decline").click();
        assertThat(console.page().getByText("Nobody waits for an answer")).isVisible();
        console.page()
                .getByText("Declined", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();
        assertThat(console.page().getByRole(AriaRole.ARTICLE)).containsText("请先联系您的主管。");

        var visitor = pageOf(browser.ordinary());
        visitor.navigate(guide.address());
        approveAtFeishu(visitor, "gao-jie");
        assertThat(visitor.locator("blockquote")).hasText("请先联系您的主管。");
        assertThat(visitor.locator(".ask")).hasCount(0);
    }

    @Test
    @Order(7)
    void theConsoleEndsWithTheSessionOfTheApplication() {
        console.open("/applications");
        assertThat(console.page().getByRole(AriaRole.TABLE)).containsText("教务");
        var platform = platform("en-US");
        platform.open("/sessions");
        platform.button("End: this session of 林小满").click();
        platform.inDialog("End").click();
        assertThat(platform.dialog()).isHidden();

        console.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Login attempts"))
                .click();
        assertThat(console.page()).hasURL(Pattern.compile("/console/login\\?return_to=%2Flogin-attempts$"));
        assertThat(console.page()
                        .request()
                        .get(stack.origin("gateway") + "/api/auth/applications")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(8)
    void theSecondFactorIsTurnedOnUsedAndTurnedOff(String locale) {
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var platform = platform(locale);
        var page = platform.page();
        platform.open("/account");
        platform.button(texts.of("account:turnOn")).click();
        Look.at(page, "second-factor-password-" + locale, locale, all);
        platform.dialog().locator("input[type=password]").fill(platform.password());
        platform.inDialog(texts.of("account:next")).click();
        assertThat(platform.dialog()
                        .getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(texts.of("account:qr"))))
                .isVisible();
        Look.at(page, "second-factor-qr-" + locale, locale, all);
        var phone = new AuthenticatorApp(
                platform.dialog().locator(".value-to-copy code").innerText());
        confirm(platform, texts, phone.wrongCode());
        assertThat(platform.dialog()).containsText(texts.of("account:codeWrong"));
        confirm(platform, texts, phone.code());
        var codes = platform.dialog().locator(".recovery-codes li");
        assertThat(codes).hasCount(10);
        var recovery = codes.first().innerText();
        Look.at(page, "second-factor-recovery-codes-" + locale, locale, all);
        platform.inDialog(texts.of("common:secretKept")).click();
        // Three windows followed one another: the keyboard is where it was before the first.
        assertThat(platform.button(texts.of("account:turnOff"))).isFocused();

        var second = signInPage(locale);
        signIn(second, phone.wrongCode());
        assertThat(second.page().getByRole(AriaRole.ALERT)).hasText(rejected(texts));
        Look.at(second.page(), "second-factor-sign-in-" + locale, locale, all);
        tryCode(second, phone.nextCode());
        assertThat(second.page()).hasURL(Pattern.compile("/console/applications$"));

        var withoutPhone = signInPage(locale);
        signIn(withoutPhone, recovery);
        assertThat(withoutPhone.page()).hasURL(Pattern.compile("/console/applications$"));
        var again = signInPage(locale);
        signIn(again, recovery);
        assertThat(again.page().getByRole(AriaRole.ALERT)).hasText(rejected(texts));

        withoutPhone.open("/account");
        withoutPhone.button(texts.of("account:turnOff")).click();
        Look.at(withoutPhone.page(), "second-factor-off-" + locale, locale, all);
        withoutPhone.dialog().locator("input[type=password]").fill(platform.password());
        withoutPhone.inDialog(texts.of("account:turnOff")).click();
        assertThat(withoutPhone.button(texts.of("account:turnOn"))).isVisible();
        platform(locale);
        all.assertAll();
    }

    private static void confirm(Console console, ConsoleTexts texts, String code) {
        console.dialog().locator("input[autocomplete=one-time-code]").fill(code);
        console.inDialog(texts.of("account:confirmCode")).click();
    }

    private Console signInPage(String locale) {
        var other = new Console(stack, pageOf(browser.ordinary(locale, ColorScheme.LIGHT)));
        other.open("/login");
        return other;
    }

    private static void signIn(Console console, String code) {
        console.signIn(console.username(), console.password());
        tryCode(console, code);
    }

    /** What the sign-in says of a wrong code, with the id that leads to the log, and nothing else. */
    private static Pattern rejected(ConsoleTexts texts) {
        return Pattern.compile(
                "^" + texts.like("sign-in:rejected") + "\\s*" + texts.like("common:requestId") + " [0-9a-f-]{36}$");
    }

    private static void tryCode(Console console, String code) {
        console.page().locator("input[autocomplete=one-time-code]").fill(code);
        console.page().locator("button[type=submit]").click();
    }

    /** Somebody who is not authorized asks to be, from the page that refuses them. */
    private Page asks(String person, String reason) {
        var page = pageOf(browser.ordinary());
        page.navigate(guide.address());
        approveAtFeishu(page, person);
        page.locator("#reason").fill(reason);
        page.locator(".ask button").click();
        assertThat(page.locator("h1")).hasText("Your request has been sent");
        return page;
    }

    private static void checkAgain(Page page, String person) {
        page.locator(".actions a.button").click();
        page.locator("select[name=person]").selectOption(person);
        page.locator("button[value=approve]").click();
    }

    private static Page.GetByRoleOptions heading(String text) {
        return new Page.GetByRoleOptions().setName(text).setExact(true);
    }
}
