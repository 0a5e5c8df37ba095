package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From the page that refuses somebody to the application, in a real browser: asking, being declined, being approved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestAccessIT {
    private TestStack stack;
    private Guide guide;
    private Browser browser;
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
        browser = Browser.launch();
        guide.createApplication();
        guide.setUpFeishuApp();
        var created = guide.createOrganization(
                        guide.feishuApp().path("app_id").asText(),
                        guide.feishuApp().path("app_secret").asText())
                .orFail("Creating the organization");
        guide.finished(created.path("first_sync_run_id").asText());
        for (var person : List.of("lin-xiaoman", "gao-jie", "emma-clark")) {
            TestStack.eventually("The decision's knowledge of " + person, () -> guide.isKnown(guide.member(person)));
        }
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
        loginMode("redirect");
    }

    private Page pageIn(BrowserContext context) {
        contexts.add(context);
        return context.newPage();
    }

    private void loginMode(String mode) {
        stack.send(
                        "PATCH",
                        stack.origin("gateway") + "/api/auth/applications" + guide.path(),
                        TestStack.json().put("login_mode", mode))
                .orFail("Choosing the login mode");
    }

    private static void signIn(Page page, String address, String person) {
        page.navigate(address);
        page.locator("#feishu").click();
        page.locator("select[name=person]").selectOption(person);
        page.locator("button[value=approve]").click();
        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
    }

    private static void ask(Page page, String reason) {
        page.locator("#reason").fill(reason);
        page.locator(".ask button").click();
    }

    private static void checkAgain(Page page, String person) {
        page.locator(".actions a.button").click();
        page.locator("select[name=person]").selectOption(person);
        page.locator("button[value=approve]").click();
    }

    /** Through the gateway, as the console does it. */
    private String requests() {
        return stack.origin("gateway") + "/api/permission/applications" + guide.path() + "/access-requests";
    }

    /** The open request of this person. */
    private JsonNode open(String person) {
        var list = stack.get(requests() + "?status=open&member_id="
                        + guide.member(person).path("member_id").asText())
                .orFail("Listing the requests");
        assertThat(list.path("open_count").asInt()).isPositive();
        assertThat(list.path("items")).hasSize(1);
        return list.path("items").path(0);
    }

    private void answer(JsonNode request, String how, ObjectNode body) {
        stack.send("POST", requests() + "/" + request.path("access_request_id").asText() + "/" + how, body)
                .orFail("Answering the request");
    }

    private static void look(Page page, String name) {
        Browser.picture(page, name);
        Accessibility.check(page, name);
        assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the window")
                .isTrue();
    }

    @Test
    void whoIsApprovedGetsInWithoutAnyScript() {
        var page = pageIn(browser.withoutScripts());
        signIn(page, guide.address() + "/login?return_to=" + guide.path() + "/x", "lin-xiaoman");

        ask(page, "I teach class 3b.\nPlease let me in.");
        assertThat(page.locator("h1")).hasText("Your request has been sent");
        checkAgain(page, "lin-xiaoman");
        assertThat(page.locator(".notice")).containsText("No administrator has answered yet");
        assertThat(page.locator(".ask")).hasCount(0);

        var request = open("lin-xiaoman");
        assertThat(request.path("reason").asText()).isEqualTo("I teach class 3b.\nPlease let me in.");
        assertThat(request.path("member").path("name").asText()).isEqualTo("林小满");
        answer(request, "approve", TestStack.json().put("role", "member").put("note", "Welcome"));
        checkAgain(page, "lin-xiaoman");

        assertThat(page.locator("#name")).hasText("林小满");
        assertThat(page.locator("#roles")).hasText("member");
        assertThat(page).hasURL(guide.address() + "/x");
    }

    @Test
    void whoIsDeclinedReadsWhyInTheirLanguageOnThePhone() {
        var page = pageIn(browser.phone("zh-CN", ColorScheme.LIGHT));
        signIn(page, guide.address() + "/login", "gao-jie");
        look(page, "request-access-zh-phone");

        page.locator("#reason").focus();
        page.keyboard().type("我负责上海校区的排课。");
        page.keyboard().press("Tab");
        assertThat(page.locator(".ask button")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("申请已提交");
        look(page, "request-access-sent-zh-phone");
        page.reload();
        assertThat(page.locator("h1")).hasText("您的申请正在等待处理");

        checkAgain(page, "gao-jie");
        assertThat(page.locator(".notice")).containsText("管理员尚未处理");
        look(page, "request-access-open-zh-phone");
        answer(open("gao-jie"), "decline", TestStack.json().put("note", "请先联系您的主管。"));
        checkAgain(page, "gao-jie");

        assertThat(page.locator("blockquote")).hasText("请先联系您的主管。");
        assertThat(page.locator(".ask")).hasCount(0);
        look(page, "request-access-declined-zh-phone");
    }

    @Test
    void whoIsRefusedInTheClientAsksFromThere() {
        loginMode("bridge");
        var page = pageIn(browser.ordinary("en-US", ColorScheme.DARK));
        page.navigate(stack.anonymously(
                        "POST",
                        stack.origin("sandbox") + "/sandbox/api/web-views",
                        TestStack.json()
                                .put("app_id", guide.feishuApp().path("app_id").asText())
                                .put("person", "emma-clark")
                                .put("device", "desktop"))
                .orFail("Opening a window of the client")
                .path("address")
                .asText());
        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
        look(page, "request-access-en-dark");

        page.locator(".ask button").click();
        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
        page.locator("#reason").evaluate("(reason) => reason.removeAttribute('required')");
        ask(page, "  ");
        assertThat(page.locator("[role=alert]")).hasText("Please say why you need access.");
        look(page, "request-access-missing-en-dark");
        ask(page, "I cover for Jie.");

        assertThat(page.locator("h1")).hasText("Your request has been sent");
        look(page, "request-access-sent-en-dark");
        assertThat(open("emma-clark").path("reason").asText()).isEqualTo("I cover for Jie.");
    }
}
