package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The guide from its first step to somebody's last day, in a real browser, on a stack of its own. Each step builds on those before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkspaceTileIT {
    private static final String GRANTED_BY_NAME = "lin-xiaoman";
    private static final String IN_GRANTED_DEPARTMENT = "gao-jie";
    private static final String ANYBODY_ELSE = "emma-clark";

    private TestStack stack;
    private Guide guide;
    private Browser browser;
    /** What the step opened, closed after it. */
    private @Nullable BrowserContext context;

    /** Kept open over the steps: the phone of somebody who will leave. */
    private @Nullable Page openSession;

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
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
        if (context != null) {
            context.close();
        }
    }

    @Test
    @Order(1)
    void beforeThereIsAnOrganizationTheTileOpensTheOrdinaryLoginPage() {
        guide.createApplication();
        guide.setUpFeishuApp();

        var page = tapTile(browser.feishuDesktop(), GRANTED_BY_NAME, "desktop");

        assertThat(page).hasURL(guide.address() + "/login");
        assertThat(page.locator("h1")).hasText("示例应用 Sample application");
        assertThat(page.locator("meta[name=jit-problem]")).hasCount(0);
        assertThat(page.locator("#feishu")).hasCount(0);
    }

    @Test
    @Order(2)
    void aWrongSecretCreatesNothing() {
        var answer = guide.createOrganization(guide.feishuApp().path("app_id").asText(), "not-the-secret");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:jit:problem:credentials-invalid");
        assertThat(guide.listOrganizations()).isEmpty();
    }

    @Test
    @Order(3)
    void theFirstSynchronizationRunsByItself() throws InterruptedException {
        var created = guide.createOrganization(
                guide.feishuApp().path("app_id").asText(),
                guide.feishuApp().path("app_secret").asText());

        assertThat(created.status()).isEqualTo(201);
        var run = guide.finished(created.body().path("first_sync_run_id").asText());
        assertThat(run.path("status").asText()).isEqualTo("succeeded");
        assertThat(run.path("members").path("added").asInt()).isGreaterThan(50);
        assertThat(run.path("calls").path("made")).isEqualTo(run.path("calls").path("lower_bound"));
    }

    @Test
    @Order(4)
    void aMemberWithoutAGrantIsRefusedAndHasNoSession() throws InterruptedException {
        var member = guide.member(GRANTED_BY_NAME);
        TestStack.eventually("The decision's knowledge of " + GRANTED_BY_NAME, () -> guide.isKnown(member));

        var page = tapTile(browser.feishuDesktop(), GRANTED_BY_NAME, "desktop");

        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
        assertThat(page).not().hasURL(Pattern.compile("code="));
        assertThat(page.request().get(guide.address() + "/session").status()).isEqualTo(401);
        assertThat(guide.sessions()).isEmpty();
        Browser.picture(page, "not-authorized");
    }

    @Test
    @Order(5)
    void aGrantToThePersonLetsThemInFromTheTileOfTheDesktop() {
        guide.grantTo("member", guide.member(GRANTED_BY_NAME).path("member_id").asText());

        var page = tapTile(browser.feishuDesktop(), GRANTED_BY_NAME, "desktop");

        assertSignedIn(page, "林小满", "feishu_workspace");
        assertThat(page).hasURL(guide.address() + "/");
        Browser.picture(page, "signed-in");
    }

    @Test
    @Order(6)
    void aGrantToADepartmentLetsInWhoIsBelowItFromTheTileOfThePhone() {
        guide.grantTo("department", guide.departmentId("运营中心"));

        var page = tapTile(browser.feishuPhone(), IN_GRANTED_DEPARTMENT, "phone");

        assertSignedIn(page, "高洁", "feishu_workspace");
        Browser.picture(page, "signed-in-on-the-phone");
        openSession = page;
        context = null;
    }

    @Test
    @Order(7)
    void whoIsInNeitherIsStillRefused() {
        var page = tapTile(browser.feishuDesktop(), ANYBODY_ELSE, "desktop");

        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
    }

    @Test
    @Order(8)
    void aGrantToEveryoneLetsInByTheQrCodeInAnOrdinaryBrowser() {
        guide.grantTo("everyone", "");
        var page = ordinaryPage();
        page.navigate(guide.address() + "/login");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log in with Feishu")))
                .isVisible();
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");
        Browser.picture(page, "qr-code");

        confirmOnThePhone(ANYBODY_ELSE);

        assertSignedIn(page, "Emma Clark", "feishu_qr");
        assertThat(page).hasURL(guide.address() + "/");
    }

    @Test
    @Order(9)
    void theButtonInAnOrdinaryBrowserAsksAtFeishuAndComesBack() {
        var page = ordinaryPage();
        page.navigate(guide.address() + "/login?return_to=" + guide.path() + "/reports?year%3D2026");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Log in with Feishu"))
                .click();
        page.locator("select[name=person]").selectOption(ANYBODY_ELSE);
        page.locator("button[value=approve]").click();

        assertSignedIn(page, "Emma Clark", "feishu_browser");
        assertThat(page).hasURL(guide.address() + "/reports?year=2026");
    }

    @Test
    @Order(10)
    void sayingNoAtFeishuShowsTheLoginPageWithANotice() {
        var page = ordinaryPage();
        page.navigate(guide.address() + "/login");

        page.locator("#feishu").click();
        page.locator("button[value=deny]").click();

        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "login-cancelled");
        assertThat(page).not().hasURL(Pattern.compile("state="));
        assertThat(page.locator("#feishu")).isVisible();
    }

    @Test
    @Order(11)
    void afterLoggingOutNobodyIsSignedInAgainByThemselves() {
        var page = tapTile(browser.feishuDesktop(), GRANTED_BY_NAME, "desktop");
        assertSignedIn(page, "林小满", "feishu_workspace");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("退出登录"))
                .click();
        assertThat(page.request().get(guide.address() + "/session").status()).isEqualTo(401);
        page.navigate(guide.address() + "/login");

        assertThat(page).hasURL(guide.address() + "/login");
        assertThat(page.locator("#feishu")).isVisible();
    }

    @Test
    @Order(12)
    void inTheClientsWindowTheApplicationRunsAsInsideFeishu() {
        var workspace = ordinaryPage();
        workspace.navigate(stack.origin("sandbox"));
        workspace.locator("[data-testid=person]").selectOption(GRANTED_BY_NAME);
        workspace.locator("input[name=device][value=phone]").check();

        workspace.locator("[data-testid=open-inside]").click();

        var window = workspace.frameLocator("[data-testid=client-frame]");
        assertThat(window.locator("#name")).hasText("林小满");
        assertThat(window.locator("#amr")).hasText("feishu_workspace");
        // The window's cookies are not the browser's: outside of it nobody is signed in.
        assertThat(workspace.request().get(guide.address() + "/session").status())
                .isEqualTo(401);
        Browser.picture(workspace, "inside-the-client");
    }

    @Test
    @Order(13)
    void aStepLeftUndoneInTheConsoleShowsAtTheNextTap() {
        try (var own = browser.ordinary();
                var client = browser.feishuDesktop()) {
            var console = own.newPage();
            console.navigate(stack.origin("sandbox") + "/#console");
            var redirects = console.locator("[data-step=redirects]").first();

            redirects.click();
            assertThat(console.locator("#message")).hasText("Saved");
            assertThat(redirects).not().isChecked();
            assertThat(tapTile(client, GRANTED_BY_NAME, "desktop").locator("body"))
                    .containsText("20029");
            assertThat(guide.stepsThatAre("failed")).containsExactly("F8");
            redirects.click();
            assertThat(redirects).isChecked();
        }
        assertThat(guide.stepsThatAre("ok")).hasSize(16);

        assertSignedIn(tapTile(browser.feishuDesktop(), GRANTED_BY_NAME, "desktop"), "林小满", "feishu_workspace");
    }

    @Test
    @Order(14)
    void whileDecisionsCannotBeHadNobodyEnters() throws IOException, InterruptedException {
        var permission =
                stack.description().path("pids").path("permission_service").asLong();
        var before = guide.sessions().size();

        signal("STOP", permission);
        try {
            var page = tapTile(browser.feishuDesktop(), GRANTED_BY_NAME, "desktop");

            assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "permission-unavailable");
            assertThat(page.request().get(guide.address() + "/session").status())
                    .isEqualTo(401);
        } finally {
            signal("CONT", permission);
        }
        assertThat(guide.sessions()).hasSize(before);
    }

    @Test
    @Order(15)
    void whoIsDeletedAtFeishuAndSynchronizedAwayIsOutAndStaysOut() throws InterruptedException {
        var open = Objects.requireNonNull(openSession, "the step in which they sign in");
        open.reload();
        assertSignedIn(open, "高洁", "feishu_workspace");

        guide.delete(IN_GRANTED_DEPARTMENT);
        var run = guide.synchronize();

        assertThat(run.path("members").path("removed").asInt()).isEqualTo(1);
        TestStack.eventually(
                "The end of the open session",
                () -> open.request().get(guide.address() + "/session").status() == 401);
        assertThat(guide.sessions())
                .anySatisfy(
                        ended -> assertThat(ended.path("end_reason").asText()).isEqualTo("access_revoked"));
        open.navigate(guide.address() + "/");
        assertThat(open.locator("#name")).hasCount(0);
        Browser.picture(open, "left");
        open.context().close();
    }

    private Page ordinaryPage() {
        var ordinary = browser.ordinary();
        context = ordinary;
        return ordinary.newPage();
    }

    private Page tapTile(BrowserContext client, String person, String device) {
        context = client;
        var workspace = client.newPage();
        workspace.navigate(stack.origin("sandbox"));
        workspace.locator("[data-testid=person]").selectOption(person);
        workspace.locator("input[name=device][value=" + device + "]").check();
        var opened =
                client.waitForPage(() -> workspace.locator("[data-testid=tile]").click());
        opened.waitForLoadState();
        return opened;
    }

    /** What a person does on "the phone" of the sandbox's page, in a browser of its own. */
    private void confirmOnThePhone(String person) {
        try (var own = browser.ordinary()) {
            var phone = own.newPage();
            phone.navigate(stack.origin("sandbox") + "/#phone");
            phone.locator("[data-testid=person]").selectOption(person);
            phone.locator("[data-tab=phone]").click();
            phone.locator("[data-action=scan]").first().click();
            phone.locator("[data-action=confirm]").first().click();
            assertThat(phone.locator("[data-action=confirm]")).hasCount(0);
        }
    }

    private static void assertSignedIn(Page page, String name, String amr) {
        assertThat(page.locator("#name")).hasText(name);
        assertThat(page.locator("#roles")).hasText("member");
        assertThat(page.locator("#amr")).hasText(amr);
        assertThat(page).not().hasURL(Pattern.compile("code="));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
