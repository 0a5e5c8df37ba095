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
import java.util.Objects;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
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

/** From nothing to somebody's first sign-in and to the end of their session, by the console alone, in a real browser. Each step builds on those before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {
    private static final String APPLICATION = Console.APPLICATION;
    private static final String IN_GRANTED_DEPARTMENT = "gao-jie";

    private TestStack stack;
    private Guide guide;
    private Browser browser;
    private Console console;
    private final List<BrowserContext> contexts = new ArrayList<>();

    /** Kept open over the steps: somebody who is signed in to the application. */
    private @Nullable Page visitor;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        // Everything shares two processors with the browser.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
        browser = Browser.launch();
        console = new Console(stack, pageOf(browser.ordinary()));
    }

    @AfterAll
    void stop() {
        contexts.forEach(BrowserContext::close);
        browser.close();
        stack.close();
    }

    /** What was to be seen when a step was over, for whoever has to find out why it failed. */
    @AfterEach
    void picture(TestInfo step) {
        Browser.picture(
                console.page(),
                "console-after-" + step.getTestMethod().orElseThrow().getName());
    }

    private Page pageOf(BrowserContext context) {
        contexts.add(context);
        return context.newPage();
    }

    @Test
    @Order(1)
    void aWrongPasswordOpensNothing() {
        console.open("/system/health");
        assertThat(console.page()).hasURL(Pattern.compile("/console/login\\?return_to="));

        console.signIn(console.username(), "not the password");

        assertThat(console.page().getByRole(AriaRole.ALERT))
                .hasText(Pattern.compile("^User name, password or code is not right\\s*Request ID [0-9a-f-]{36}$"));
        assertThat(console.page()
                        .request()
                        .get(stack.origin("gateway") + "/api/auth/applications")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @Order(2)
    void whoSignsInIsWhereTheyWantedToBe() {
        console.signIn(console.username(), console.password());

        assertThat(console.page()).hasURL(Pattern.compile("/console/system/health$"));
        var stored = console.page().evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)");
        assertThat(String.valueOf(stored)).doesNotContain("eyJ").doesNotContain("token");
    }

    @Test
    @Order(3)
    void anApplicationIsCreatedAndTheWizardBegins() {
        console.open("/applications");
        console.button("New application").first().click();
        console.field("Team ID (org_id)").fill(Guide.ORG_ID);
        console.field("Application ID (app_id)").fill(Guide.APP_ID);
        console.field("Name").fill("示例应用 Sample application");
        console.field("Upstream (optional)").fill(stack.origin("sample_app"));
        console.button("Create and connect Feishu").click();

        assertThat(console.page()).hasURL(Pattern.compile("/console" + APPLICATION + "/connect"));
        console.open(APPLICATION + "/connect?step=F8");
        assertThat(step()).containsText(guide.address() + "/login");
        console.open(APPLICATION + "/connect?step=F5");
        assertThat(step()).containsText("contact:");
        Browser.picture(console.page(), "console-connect-permissions");
    }

    @Test
    @Order(4)
    void wrongCredentialsAreToldWhileTheyAreTyped() {
        guide.setUpFeishuApp();
        console.open(APPLICATION + "/connect?step=J3");
        console.field("App ID").fill(guide.feishuApp().path("app_id").asText());
        console.field("App Secret").fill("not-the-secret");
        console.button("Try and connect").click();

        assertThat(step()).containsText("The App Secret does not belong to this App ID");
        assertThat(guide.listOrganizations()).isEmpty();
    }

    @Test
    @Order(5)
    void rightOnesBringTheFirstSynchronization() {
        console.field("App Secret").fill(guide.feishuApp().path("app_secret").asText());
        console.button("Try and connect").click();

        assertThat(console.page()).hasURL(Pattern.compile("step=J4"));
        assertThat(step()).containsText(Pattern.compile("Synchronized.*\\d+ people"));
        Browser.picture(console.page(), "console-connect-synchronized");
    }

    @Test
    @Order(6)
    void theButtonSynchronizesAndSaysWhatCameOfIt() {
        console.open(APPLICATION + "/organization");
        assertThat(console.page().getByText("运营中心").first()).isVisible();
        guide.hire(1);

        console.button("Sync organizational structure").click();

        assertThat(console.page()
                        .getByRole(AriaRole.STATUS)
                        .filter(new Locator.FilterOptions().setHasText("Synchronized")))
                .containsText("1 added");
        Browser.picture(console.page(), "console-organization");
    }

    @Test
    @Order(7)
    void aDepartmentIsAuthorizedAfterSayingWhoGains() {
        console.open(APPLICATION + "/authorize");
        console.button("Authorize members").first().click();
        console.dialog()
                .getByText("Departments", new Locator.GetByTextOptions().setExact(true))
                .click();
        console.dialog()
                .getByText("运营中心", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(console.dialog()).containsText(Pattern.compile("\\d+ people gain access"));
        Browser.picture(console.page(), "console-authorize");
        console.inDialog("Authorize").click();

        assertThat(console.page().getByRole(AriaRole.TABLE)).containsText("运营中心");
    }

    @Test
    @Order(8)
    void theWizardSeesTheTestSignIn() throws InterruptedException {
        var member = guide.member(IN_GRANTED_DEPARTMENT);
        TestStack.eventually("The grant", () -> guide.isGranted(member));
        console.open(APPLICATION + "/connect?step=J6");
        var tab = console.page().waitForPopup(() -> console.button("Open the login address and test")
                .click());
        tab.locator("#feishu").click();
        tab.locator("select[name=person]").selectOption(IN_GRANTED_DEPARTMENT);
        tab.locator("button[value=approve]").click();

        assertThat(step()).containsText("高洁 signed in");
        Browser.picture(console.page(), "console-connect-signed-in");
        tab.close();
    }

    @Test
    @Order(9)
    void theirSessionIsSeenAndEndsWithTheGrant() throws InterruptedException {
        visitor = pageOf(browser.ordinary());
        visitor.navigate(guide.address());
        visitor.locator("#feishu").click();
        visitor.locator("select[name=person]").selectOption(IN_GRANTED_DEPARTMENT);
        visitor.locator("button[value=approve]").click();
        assertThat(visitor.locator("body")).containsText("高洁");
        console.open("/sessions");
        assertThat(console.page().getByRole(AriaRole.TABLE)).containsText("高洁");
        Browser.picture(console.page(), "console-sessions");

        console.open(APPLICATION + "/authorize");
        console.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove"))
                .first()
                .click();
        assertThat(console.dialog()).containsText(Pattern.compile("\\d+ people lose access"));
        assertThat(console.dialog()).containsText(Pattern.compile("\\d+ sessions? ends?"));
        Browser.picture(console.page(), "console-remove-grant");
        console.inDialog("Remove").click();

        assertThat(console.page().getByText("The grant is removed")).isVisible();
        var over = Objects.requireNonNull(visitor);
        TestStack.eventually(
                "The end of the session",
                () -> over.request().get(guide.address() + "/session").status() == 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(10)
    void everyPageSpeaksTheLanguageAndCanBeUsedByEverybody(String locale) {
        var wide = new Console(stack, pageOf(browser.ordinary(locale, ColorScheme.LIGHT)));
        var all = new SoftAssertions();
        wide.open("/login");
        look(wide.page(), "/login", locale, all);
        wide.signIn();
        for (var address : pages()) {
            wide.open(address);
            look(wide.page(), address, locale, all);
        }
        all.assertAll();
    }

    @Test
    @Order(11)
    void everyPageFitsAPhone() {
        var narrow = new Console(stack, pageOf(browser.phone("en-US", ColorScheme.LIGHT)));
        var all = new SoftAssertions();
        narrow.signIn();
        for (var address : pages()) {
            narrow.open(address);
            Look.settle(narrow.page());
            assertThat(
                            (Boolean)
                                    narrow.page()
                                            .evaluate(
                                                    "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .as(address + " is not wider than a phone")
                    .isTrue();
            Browser.picture(narrow.page(), "console-phone" + name(address));
        }
        all.assertAll();
    }

    @Test
    @Order(12)
    void whoSignsOutIsOut() {
        console.open("/applications");
        console.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Account of")))
                .click();
        console.page().getByText("Sign out").click();

        assertThat(console.page()).hasURL(Pattern.compile("/console/login"));
        assertThat(console.page()
                        .request()
                        .get(stack.origin("gateway") + "/api/auth/applications")
                        .status())
                .isEqualTo(401);
    }

    private static List<String> pages() {
        return List.of(
                "/applications",
                APPLICATION,
                APPLICATION + "/connect",
                APPLICATION + "/organization",
                APPLICATION + "/authorize",
                "/sessions",
                "/login-attempts",
                "/audit",
                "/system/clients",
                "/system/signing-keys",
                "/system/health",
                "/system/administrators",
                "/account",
                "/no-such-page");
    }

    private static void look(Page page, String address, String locale, SoftAssertions all) {
        Look.settle(page);
        Look.at(page, "console-" + locale.substring(0, 2) + name(address), locale, all);
    }

    private static String name(String address) {
        return address.replaceAll("[^A-Za-z]+", "-");
    }

    private Locator step() {
        return console.page().locator("section[aria-labelledby=step-heading]");
    }
}
