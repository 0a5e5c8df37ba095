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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

/** An organization in the console, in a real browser: a synchronization as it goes, those that wait for somebody's decision, and one member. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SynchronizationInConsoleIT {
    private static final String ORGANIZATION = Console.APPLICATION + "/organization";
    private static final String PEOPLE_OF_A_DEPARTMENT = "GET /open-apis/contact/v3/users/find_by_department";

    /** More than the deletion guard lets go without asking. */
    private static final int LEAVING = 12;

    private static final int OPENED = 150;
    private static final Pattern LISTS_READ = Pattern.compile("people of (\\d+) of \\d+ departments read");

    private TestStack stack;
    private Guide guide;
    private Company company;
    private Browser browser;
    private Console console;
    private Visitor leaver;
    private final List<BrowserContext> contexts = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path data) throws IOException, InterruptedException {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        stack = TestStack.up(data, "--empty", "--no-limits");
        guide = new Guide(stack);
        company = new Company(stack);
        IntStream.range(0, LEAVING).forEach(number -> company.hire(leaving(number), "临时工 " + number, "operations"));
        guide.connect();
        for (var person : List.of(leaving(0), leaving(1), "gao-jie")) {
            var member = guide.member(person);
            TestStack.eventually("The decision's knowledge of " + person, () -> guide.isKnown(member));
            guide.grantTo("member", member.path("member_id").asText());
            TestStack.eventually("The grant to " + person, () -> guide.isGranted(member));
        }
        leaver = new Visitor(guide.address(), leaving(0));
        leaver.signIn();
        browser = Browser.launch();
        console = new Console(stack, pageOf(browser.ordinary()));
        console.signIn();
    }

    @AfterAll
    void stop() {
        contexts.forEach(BrowserContext::close);
        browser.close();
        stack.close();
    }

    /** Feishu is quick again, and there is a picture for whoever has to find out why a step failed. */
    @AfterEach
    void afterwards(TestInfo step) {
        company.slowDownNoMore();
        Browser.picture(
                console.page(),
                "synchronization-after-" + step.getTestMethod().orElseThrow().getName());
    }

    private Page pageOf(BrowserContext context) {
        contexts.add(context);
        return context.newPage();
    }

    private Console reader(String locale) {
        var reader = new Console(stack, pageOf(browser.ordinary(locale, ColorScheme.LIGHT)));
        reader.signIn();
        return reader;
    }

    private static String leaving(int number) {
        return "leaving-" + number;
    }

    @Test
    @Order(1)
    void aRunTellsHowFarItIsUntilItIsOver() throws InterruptedException {
        var all = new SoftAssertions();
        company.open(OPENED, "lab");
        company.slowDown(PEOPLE_OF_A_DEPARTMENT, Duration.ofSeconds(7));
        var other = reader("zh-CN");
        console.open(ORGANIZATION);
        console.button("Sync organizational structure").click();

        var progress = region(console.page(), "Progress of the synchronization");
        assertThat(progress.getByRole(AriaRole.STATUS)).hasText("Now: Members");
        assertThat(progress).containsText(OPENED + 13 + " departments");
        assertThat(progress).containsText(Pattern.compile("\\d+ calls to Feishu \\(at least \\d+ needed\\)"));
        assertThat(progress).containsText(Pattern.compile("about \\d+ (s|min) left"));
        var lists = listsRead(progress);
        var percent = percent(progress);
        TestStack.eventually("Progress", () -> listsRead(progress) > lists && percent(progress) > percent);
        assertThat(console.button("Synchronizing")).isDisabled();
        Browser.picture(console.page(), "synchronization-running");

        other.open(ORGANIZATION);
        assertThat(region(other.page(), "同步进度")).containsText(Pattern.compile("已读完 \\d+/\\d+ 个部门的成员"));
        other.button("取消同步").click();
        assertThat(other.dialog("取消这次同步？")).isVisible();
        Look.at(other.page(), "synchronization-cancel-zh", "zh-CN", all);
        other.page().keyboard().press("Escape");
        console.button("Cancel synchronization").click();
        assertThat(console.dialog("Cancel this synchronization?"))
                .containsText("departments and people stay as they are");
        Look.at(console.page(), "synchronization-cancel-en", "en-US", all);
        console.page().keyboard().press("Escape");

        company.slowDownNoMore();
        assertThat(result()).containsText("Departments: " + OPENED + " added");
        assertThat(progress).isHidden();
        assertThat(region(other.page(), "同步进度")).isHidden();
        all.assertAll();
    }

    @Test
    @Order(2)
    void itIsInTheHistory() {
        console.page().getByRole(AriaRole.LINK, named("Synchronizations")).click();
        var runs = console.page().getByRole(AriaRole.ROW);
        assertThat(runs).hasCount(3);
        assertThat(runs.nth(1)).containsText("Succeeded");
        assertThat(runs.nth(1)).containsText(OPENED + " added");

        runs.nth(1).getByRole(AriaRole.BUTTON).click();

        assertThat(console.dialog("Synchronization")).containsText(Pattern.compile("calls to Feishu"));
        assertThat(console.dialog("Synchronization").getByText("部门 7").first()).isVisible();
        console.page().keyboard().press("Escape");
        assertThat(console.dialog("Synchronization")).isHidden();
    }

    @Test
    @Order(3)
    void aHeldRunSaysWhoGoesAndWhoLosesAccessBeforeAnybodyDecides() throws Exception {
        IntStream.range(0, LEAVING)
                .mapToObj(SynchronizationInConsoleIT::leaving)
                .forEach(company::dismiss);
        console.open(ORGANIZATION);
        console.button("Sync organizational structure").click();

        assertThat(held()).containsText("it would remove " + LEAVING + " people");
        assertThat(held()).containsText("nothing has been applied yet");
        assertThat(held()).containsText("2 of them may enter the application now; their sessions end at once");
        assertThat(leaver.isIn()).isTrue();
        Browser.picture(console.page(), "synchronization-held");

        var show = console.button("See each person");
        show.press("Enter");
        var run = console.dialog("Synchronization");
        assertThat(run.locator(".changes > li")).hasCount(LEAVING);
        assertThat(run.locator(".changes > li").first()).containsText("临时工");
        Browser.rest(console.page());
        run.getByRole(AriaRole.COMBOBOX).click();
        Browser.rest(console.page());
        console.page().getByTitle("People who lose access").click();
        assertThat(run.locator(".changes > li")).hasCount(2);
        assertThat(run.locator(".changes > li").first()).containsText("Loses access");
        Browser.picture(console.page(), "synchronization-held-people");
        Browser.rest(console.page());
        console.page().keyboard().press("Escape");
        assertThat(run).isHidden();
        assertThat(show).isFocused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(4)
    void whatItAsksCanBeReadByEverybody(String locale) {
        var all = new SoftAssertions();
        var texts = new ConsoleTexts(locale);
        var reader = reader(locale);
        reader.open(ORGANIZATION);
        for (var question : List.of("approve", "discard")) {
            reader.button(texts.of("organization:held." + question)).click();
            assertThat(reader.dialog(texts.of("organization:held." + question + "Title")))
                    .isVisible();
            Look.at(reader.page(), "synchronization-" + question + "-" + locale, locale, all);
            reader.inDialog(texts.of("common:cancel")).click();
            assertThat(reader.dialog()).isHidden();
        }
        reader.button(texts.of("organization:sync.start")).click();
        assertThat(reader.dialog(texts.of("organization:sync.startOverHeld"))).isVisible();
        Look.at(reader.page(), "synchronization-anew-" + locale, locale, all);
        reader.inDialog(texts.of("common:cancel")).click();
        reader.button(texts.of("organization:held.show")).click();
        assertThat(reader.dialog().locator(".changes > li")).hasCount(LEAVING);
        Look.at(reader.page(), "synchronization-differences-" + locale, locale, all);
        all.assertAll();
    }

    @Test
    @Order(5)
    void oneThatIsDiscardedChangesNothing() throws Exception {
        console.open(ORGANIZATION);
        console.button("Discard it").click();
        assertThat(console.dialog("Discard this synchronization?")).containsText("nobody is removed");
        console.inDialog("Discard it").click();

        assertThat(held()).isHidden();
        assertThat(active("临时工")).hasSize(LEAVING);
        assertThat(leaver.isIn()).isTrue();
    }

    @Test
    @Order(6)
    void oneThatIsApprovedEndsTheSessionsOfThoseWhoGo() throws Exception {
        console.open(ORGANIZATION);
        console.button("Sync organizational structure").click();
        assertThat(held()).containsText("it would remove " + LEAVING + " people");
        console.button("Approve…").click();
        var question = console.dialog("Approve this synchronization?");
        assertThat(question).containsText(LEAVING + " people are removed and can no longer sign in");
        assertThat(question).containsText("2 of them may enter the application now; their sessions end at once");
        Browser.picture(console.page(), "synchronization-approve");
        console.inDialog("Approve and remove " + LEAVING + " people").click();

        assertThat(held()).isHidden();
        assertThat(result()).containsText(LEAVING + " removed");
        assertThat(active("临时工")).isEmpty();
        leaver.awaitEnd();
    }

    @Test
    @Order(7)
    void oneThatSeesLessOfTheCompanySaysThatTheRangeMayBeTheReason() {
        console.open(ORGANIZATION);
        company.setDataRange(guide.feishuApp(), List.of("product"));
        console.button("Sync organizational structure").click();

        assertThat(held()).containsText("Somebody may have narrowed its data range");
        held().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("See step F7"))
                .click();
        assertThat(console.page()).hasURL(Pattern.compile("/connect.*"));
        company.setDataRange(guide.feishuApp(), List.of());
        console.open(ORGANIZATION);
        console.button("Sync organizational structure").click();
        assertThat(console.dialog("Synchronize anew?")).containsText("waits for approval becomes void");
        console.inDialog("Sync organizational structure").click();

        assertThat(held()).isHidden();
        assertThat(result()).containsText("Nothing has changed");
    }

    @Test
    @Order(8)
    void aMemberIsLookedAtByTheKeyboardAlone() throws Exception {
        var visitor = new Visitor(guide.address(), "gao-jie");
        visitor.signIn();
        var page = console.page();
        console.open(ORGANIZATION);
        console.field("Name, pinyin, e-mail or employee number").fill("gaojie");
        var name = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("高洁")));
        name.press("Enter");

        var drawer = console.dialog("Member");
        assertThat(drawer).containsText("上海运营部");
        assertThat(drawer).containsText("上海运营经理");
        page.waitForFunction("() => document.querySelector('[role=dialog]').contains(document.activeElement)");
        drawer.getByRole(AriaRole.RADIO).first().focus();
        page.keyboard().press("ArrowRight");
        assertThat(drawer).containsText("May enter");
        assertThat(drawer).containsText("Decides");
        Browser.picture(page, "member-access");

        page.keyboard().press("ArrowRight");
        assertThat(drawer).containsText("Live");
        drawer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End session"))
                .press("Enter");
        var question = console.dialog("End this session?");
        assertThat(question).containsText("1 session of 高洁 ends at once");
        question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End session"))
                .press("Enter");
        assertThat(question).isHidden();
        assertThat(drawer).containsText("by an administrator");
        visitor.awaitEnd();
        Browser.picture(page, "member-sessions");

        drawer.getByRole(AriaRole.RADIO).nth(2).focus();
        page.keyboard().press("ArrowRight");
        assertThat(drawer).containsText("Signed in");
        page.keyboard().press("Escape");
        assertThat(drawer).isHidden();
        assertThat(name).isFocused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    @Order(9)
    void everyPartOfAMemberSpeaksTheLanguageAndCanBeUsedByEverybody(String locale) throws Exception {
        var all = new SoftAssertions();
        new Visitor(guide.address(), "gao-jie").signIn();
        var texts = new ConsoleTexts(locale);
        var reader = reader(locale);
        reader.open(ORGANIZATION + "?member="
                + guide.member("gao-jie").path("member_id").asText());
        var drawer = reader.dialog(texts.of("organization:member.title"));
        for (var part : List.of("facts", "access", "sessions", "activity")) {
            drawer.getByText(texts.of("organization:member." + part), new Locator.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            assertThat(drawer.locator(".state[role=status]")).hasCount(0);
            Look.at(reader.page(), "member-" + part + "-" + locale, locale, all);
        }
        drawer.getByText(texts.of("organization:member.sessions"), new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();
        drawer.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions()
                                .setName(texts.of("organization:sessions.end"))
                                .setExact(true))
                .first()
                .click();
        assertThat(reader.dialog(texts.of("organization:sessions.endOne"))).isVisible();
        Look.at(reader.page(), "member-end-session-" + locale, locale, all);
        all.assertAll();
    }

    @Test
    @Order(10)
    void everyOneOfTenThousandDepartmentsIsReachedAndFewAreInThePage() throws Exception {
        LargeTree.grow(stack, guide.organizationId());
        var page = console.page();
        console.open(ORGANIZATION);
        var tree = page.getByRole(AriaRole.TREE);
        assertThat(tree.getByText("运营中心")).isVisible();
        tree.focus();
        var before = LargeTree.lines(page);
        openFromTheEnd(page, 2);
        TestStack.eventually("The wide level", () -> LargeTree.lines(page) == before + LargeTree.WIDE);
        openFromTheEnd(page, 1);
        TestStack.eventually(
                "The other level", () -> LargeTree.lines(page) == before + LargeTree.WIDE + LargeTree.MANY);
        page.keyboard().press("End");
        for (int part = 0; part < LargeTree.MANY; part++) {
            page.keyboard().press("ArrowUp");
            page.keyboard().press("ArrowRight");
        }
        var departments = before + LargeTree.MANY * (1 + LargeTree.BELOW_EACH) + LargeTree.WIDE;
        TestStack.eventually("All levels", () -> LargeTree.lines(page) == departments);

        var scrolled = LargeTree.scrolled(page);
        scrolled.report();
        assertThat(scrolled.departments()).isEqualTo(departments).isGreaterThan(10_000);
        assertThat(scrolled.most()).isLessThan(60);
        assertThat(scrolled.nodes()).isLessThan(2_500);
        Browser.picture(page, "synchronization-ten-thousand-departments");
    }

    private static void openFromTheEnd(Page page, int lines) {
        page.keyboard().press("End");
        for (int line = 0; line < lines; line++) {
            page.keyboard().press("ArrowUp");
        }
        page.keyboard().press("ArrowRight");
    }

    private Locator held() {
        return console.page()
                .getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText("A synchronization waits"));
    }

    private Locator result() {
        return console.page().getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("Synchronized"));
    }

    private List<String> active(String name) {
        return guide.members().stream()
                .filter(member -> member.path("status").asText().equals("active"))
                .map(member -> member.path("name").asText())
                .filter(one -> one.startsWith(name))
                .toList();
    }

    private static int listsRead(Locator progress) {
        var text = LISTS_READ.matcher(progress.textContent());
        return text.find() ? Integer.parseInt(text.group(1)) : 0;
    }

    private static int percent(Locator progress) {
        return Integer.parseInt(progress.getByRole(AriaRole.PROGRESSBAR).getAttribute("aria-valuenow"));
    }

    private static Locator region(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
