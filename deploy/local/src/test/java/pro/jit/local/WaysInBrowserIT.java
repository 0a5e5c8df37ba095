package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways in, in a real browser: the client's bridge, the QR code, no script at all, Lark beside Feishu; and how the pages are made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysInBrowserIT {
    private static final String GRANTED = "lin-xiaoman";
    private static final String NOT_GRANTED = "emma-clark";
    private static final String TWO_PLATFORMS = "app-two-platforms";

    /** The client asks the person, who has not answered yet. */
    private static final String BRIDGE_THAT_KEEPS_ONE_WAITING =
            "h5sdk = { ready: (then) => then(), error: () => {} }; tt = { requestAccess: () => {} };";

    private static final Pattern ANY_PAGE_WITH_A_CODE = Pattern.compile("(tmp_)?code=");

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
        var member = guide.member(GRANTED);
        // The directory follows by Kafka: on a busy machine it may not know of them when the run is over.
        TestStack.eventually("The directory's knowledge of " + GRANTED, () -> guide.isKnown(member));
        guide.grantTo("member", member.path("member_id").asText());
        TestStack.eventually("The decision's knowledge of " + GRANTED, () -> guide.isGranted(member));
        TestStack.eventually(
                "The decision's knowledge of " + NOT_GRANTED, () -> guide.isKnown(guide.member(NOT_GRANTED)));
    }

    @AfterAll
    void stop() {
        browser.close();
        stack.close();
    }

    @AfterEach
    void asBefore() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        loginMode("redirect");
        client(true);
    }

    private BrowserContext closedLater(BrowserContext context) {
        contexts.add(context);
        return context;
    }

    private Page ordinaryPage() {
        return closedLater(browser.ordinary()).newPage();
    }

    private void loginMode(String mode) {
        stack.send(
                        "PATCH",
                        stack.origin("gateway") + "/api/auth/applications" + guide.path(),
                        TestStack.json().put("login_mode", mode))
                .orFail("Choosing the login mode");
    }

    private void client(boolean knowsRequestAccess) {
        stack.anonymously(
                        "PUT",
                        stack.origin("sandbox") + "/sandbox/api/client",
                        TestStack.json().put("request_access_supported", knowsRequestAccess))
                .orFail("Choosing the client");
    }

    /** The address of the tile's page in a window of the client. */
    private String insideTheClient(String person) {
        return stack.anonymously(
                        "POST",
                        stack.origin("sandbox") + "/sandbox/api/web-views",
                        TestStack.json()
                                .put("app_id", guide.feishuApp().path("app_id").asText())
                                .put("person", person)
                                .put("device", "desktop"))
                .orFail("Opening a window of the client")
                .path("address")
                .asText();
    }

    /** What has been recorded of sign-ins since, newest first, as {@code mode outcome}. */
    private List<String> attempts(JsonNode since) {
        var seen = new ArrayList<String>();
        for (var attempt : recorded()) {
            if (attempt.path("attempt_id").equals(since)) {
                break;
            }
            seen.add(attempt.path("mode").asText() + " "
                    + attempt.path("outcome").asText());
        }
        return seen;
    }

    private JsonNode newestAttempt() {
        return recorded().path(0).path("attempt_id");
    }

    private JsonNode recorded() {
        return stack.get(stack.origin("gateway") + "/api/auth/login-attempts?app_id=" + Guide.APP_ID)
                .orFail("Reading the login attempts")
                .path("items");
    }

    /** Which functions of the bridge a page asks. */
    private static List<String> bridgeCalls(Page page) {
        var calls = new CopyOnWriteArrayList<String>();
        page.onRequest(request -> {
            var body = request.postData();
            if (body != null && request.url().endsWith("/code")) {
                calls.add(body.contains("requestAccess") ? "requestAccess" : "requestAuthCode");
            }
        });
        return calls;
    }

    @Test
    void theBridgeSignsIn() {
        loginMode("bridge");
        var before = newestAttempt();
        var page = ordinaryPage();
        var calls = bridgeCalls(page);

        page.navigate(insideTheClient(GRANTED));

        assertThat(page.locator("#name")).hasText("林小满");
        assertThat(page.locator("#amr")).hasText("feishu_workspace");
        assertThat(calls).containsExactly("requestAccess");
        assertThat(attempts(before)).containsExactly("bridge signed_in");
    }

    @Test
    void anOldClientsBridgeSignsInToo() {
        loginMode("bridge");
        client(false);
        var before = newestAttempt();
        var page = ordinaryPage();
        var calls = bridgeCalls(page);

        page.navigate(insideTheClient(GRANTED));

        assertThat(page.locator("#name")).hasText("林小满");
        assertThat(calls).containsExactly("requestAccess", "requestAuthCode");
        assertThat(attempts(before)).containsExactly("bridge signed_in");
    }

    @Test
    void withoutTheBridgesScriptTheRedirectSignsIn() {
        loginMode("bridge");
        var before = newestAttempt();
        var page = ordinaryPage();
        page.route("**/sdk/h5-js-sdk.js", Route::abort);

        page.navigate(insideTheClient(GRANTED));

        assertThat(page.locator("#name")).hasText("林小满");
        assertThat(attempts(before)).containsExactly("workspace signed_in", "bridge fell_back");
    }

    @Test
    void aRefusalThroughTheBridgeIsShownAtOnceAndNothingIsTriedAgain() {
        loginMode("bridge");
        var before = newestAttempt();
        var page = ordinaryPage();

        page.navigate(insideTheClient(NOT_GRANTED));

        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
        assertThat(page.locator("h1")).isVisible();
        assertThat(attempts(before)).containsExactly("bridge refused");
        Browser.picture(page, "bridge-refused");
    }

    @Test
    void whoseRedirectIsRefusedTooSeesAPageAndNoCircle() {
        loginMode("bridge");
        var before = newestAttempt();
        var page = ordinaryPage();
        page.route("**/sdk/h5-js-sdk.js", Route::abort);

        page.navigate(insideTheClient(NOT_GRANTED));

        assertThat(page.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
        assertThat(attempts(before)).containsExactly("workspace refused", "bridge fell_back");
    }

    @Test
    void onlyTheFrameOfTheQrCodeItselfIsListenedTo() {
        var page = ordinaryPage();
        var navigations = new CopyOnWriteArrayList<String>();
        page.onRequest(request -> {
            if (request.isNavigationRequest()
                    && ANY_PAGE_WITH_A_CODE.matcher(request.url()).find()) {
                navigations.add(request.url());
            }
        });
        page.context()
                .route(
                        "http://evil.example/**",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/html")
                                .setBody("<!doctype html><title>evil</title>")));
        page.navigate(guide.address() + "/login");
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");
        page.evaluate("() => { window.heard = []; addEventListener('message', (e) => heard.push(e.origin)); }");

        // another origin, with the shape of a scanned code
        var evil = page.waitForPopup(() -> page.evaluate("() => { window.open('http://evil.example/'); }"));
        post(evil);
        // the right origin, but another window
        var elsewhere = page.waitForPopup(
                () -> page.evaluate("(address) => { window.open(address); }", stack.origin("sandbox")));
        post(elsewhere);
        // the page itself
        page.evaluate("() => postMessage({ source: 'qrcode', tmp_code: 'forged' }, '*')");
        page.waitForFunction("() => heard.length >= 3");

        assertThat(page.evaluate("() => heard"))
                .isEqualTo(List.of("http://evil.example", stack.origin("sandbox"), stack.origin("gateway")));
        assertThat(page).hasURL(guide.address() + "/login");
        assertThat(navigations).isEmpty();

        scan(page, GRANTED);
        assertThat(page.locator("#name")).hasText("林小满");
        assertThat(page.locator("#amr")).hasText("feishu_qr");
    }

    private static void post(Page from) {
        from.waitForLoadState();
        from.evaluate("() => opener.postMessage({ source: 'qrcode', tmp_code: 'forged' }, '*')");
    }

    /** Scans the code the page shows, and confirms. */
    private void scan(Page page, String person) {
        var code = page.frameLocator("#qr iframe").locator("body").getAttribute("data-qr");
        for (var step : List.of("scan", "confirm")) {
            stack.anonymously(
                            "POST",
                            stack.origin("sandbox") + "/sandbox/api/qr-codes/" + code + "/" + step,
                            TestStack.json().put("person", person))
                    .orFail("The phone's " + step);
        }
    }

    @Test
    void theQrCodeCountsDownAndCanBeDrawnAnew() {
        var page = ordinaryPage();
        page.clock().install();
        page.navigate(guide.address() + "/login");
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");
        var first = page.frameLocator("#qr iframe").locator("body").getAttribute("data-qr");
        assertThat(page.locator("#qr-time")).hasText(Pattern.compile("Valid for (3:00|2:5\\d)"));
        assertThat(page.locator("#qr iframe")).hasAttribute("title", "QR code of Feishu for logging in");

        page.clock().fastForward(181_000);

        assertThat(page.locator("#qr-state")).hasText("The QR code has expired. Please get a new one.");
        assertThat(page.locator("#qr iframe")).hasCount(0);
        Browser.picture(page, "qr-code-expired");
        page.locator("#qr-refresh").click();
        assertThat(page.locator("#qr-state")).isEmpty();
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");
        assertThat(page.frameLocator("#qr iframe").locator("body").getAttribute("data-qr"))
                .isNotEqualTo(first);
    }

    @Test
    void whereTheQrCodesScriptIsBlockedTheButtonWorks() {
        var page = ordinaryPage();
        page.route("**/sdk/LarkSSOSDKWebQRCode-1.0.3.js", Route::abort);
        page.navigate(guide.address() + "/login");
        assertThat(page.locator("#qr-state")).hasText("The QR code could not be loaded. Please use the button below.");
        Browser.picture(page, "qr-code-blocked");

        pressTheButton(page, "#feishu", GRANTED);

        assertThat(page.locator("#name")).hasText("林小满");
        assertThat(page.locator("#amr")).hasText("feishu_browser");
    }

    private static void pressTheButton(Page page, String button, String person) {
        page.locator(button).click();
        page.locator("select[name=person]").selectOption(person);
        page.locator("button[value=approve]").click();
    }

    @Test
    void withoutScriptsThereIsTheButtonAndTheChoiceOfALanguage() {
        var page = closedLater(browser.withoutScripts()).newPage();
        page.navigate(guide.address() + "/login?return_to=" + guide.path() + "/x");
        assertThat(page.locator("#scan")).isHidden();
        assertThat(page.locator("html")).hasAttribute("lang", "en");

        page.locator("a[lang=zh-CN]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.locator("a[lang=zh-CN]")).hasAttribute("aria-current", "true");
        page.navigate(guide.address() + "/login");
        assertThat(page.locator("#feishu")).hasText("使用飞书登录");
        Browser.picture(page, "without-scripts");

        pressTheButton(page, "#feishu", GRANTED);
        assertThat(page.locator("#name")).hasText("林小满");
    }

    @Test
    void aFeishuAndALarkOrganizationStandBesideEachOther() throws InterruptedException {
        var lark = stack.origin("sandbox_lark");
        var address = stack.origin("gateway") + "/" + Guide.ORG_ID + "/" + TWO_PLATFORMS;
        var application = TestStack.json().put("org_id", Guide.ORG_ID).put("app_id", TWO_PLATFORMS);
        application.put("title", "Two platforms").put("upstream", stack.origin("sample_app"));
        application.putArray("entry_origins").add(stack.origin("gateway"));
        stack.send("POST", stack.origin("gateway") + "/api/auth/applications", application)
                .orFail("Creating the application");
        join(stack.origin("sandbox"), "feishu", "中文公司 A company at Feishu", address);
        join(lark, "lark", "A company at Lark", address);

        var page = ordinaryPage();
        page.navigate(address + "/login");
        assertThat(page.locator(".choices a")).hasCount(2);
        look(page, "two-platforms");
        page.locator(".choices a", new Page.LocatorOptions().setHasText("A company at Lark"))
                .click();
        assertThat(page.locator("#feishu")).hasText("Log in with Lark");
        assertThat(page.locator("#qr")).hasAttribute("data-passport-origin", lark);
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");
        pressTheButton(page, "#feishu", "kaori-sato");
        assertThat(page.locator("#name")).hasText("佐藤 香織");

        var another = ordinaryPage();
        another.navigate(address + "/login");
        another.locator(".choices a", new Page.LocatorOptions().setHasText("A company at Feishu"))
                .click();
        assertThat(another.locator("#feishu")).hasText("Log in with Feishu");
        another.locator("#choose-another").click();
        assertThat(another.locator(".choices a")).hasCount(2);
        another.navigate(address + "/login");
        pressTheButton(another, "#feishu", GRANTED);
        assertThat(another.locator("#name")).hasText("林小满");
    }

    /** One company's organization in the application with two, in which everyone may enter. */
    private void join(String sandbox, String platform, String title, String address) throws InterruptedException {
        var app = stack.anonymously("GET", sandbox + "/sandbox/api/apps", null)
                .orFail("Reading the apps of " + platform)
                .path("items")
                .path(0);
        var id = app.path("app_id").asText();
        var redirects = TestStack.json();
        redirects.putArray("redirect_urls").add(address + "/login").add(guide.address() + "/login");
        stack.anonymously("PUT", sandbox + "/sandbox/api/apps/" + id + "/redirect-urls", redirects)
                .orFail("Registering the redirect URL");
        var organization = TestStack.json().put("org_id", Guide.ORG_ID).put("app_id", TWO_PLATFORMS);
        organization.put("title", title).put("platform", platform).put("event_delivery", "none");
        organization.put("feishu_app_id", id);
        organization.put("feishu_app_secret", app.path("app_secret").asText());
        var created = stack.send("POST", stack.origin("org_sync") + "/api/org/organizations", organization)
                .orFail("Creating the organization of " + platform);
        var organizationId = created.path("organization_id").asText();
        var run = stack.origin("org_sync") + "/api/org/organizations/" + organizationId + "/sync-runs/"
                + created.path("first_sync_run_id").asText();
        TestStack.eventually("The end of the synchronization", () -> !"running"
                .equals(stack.get(run).body().path("status").asText()));
        var permission =
                stack.origin("permission") + "/api/permission/applications/" + Guide.ORG_ID + "/" + TWO_PLATFORMS;
        var grant = TestStack.json().put("organization_id", organizationId).put("role", "member");
        grant.put("effect", "allow")
                .putObject("principal")
                .put("type", "everyone")
                .putNull("id");
        TestStack.eventually(
                "The decision's knowledge of the organization",
                () -> stack.send("POST", permission + "/grants", grant).ok());
        var members = stack.get(
                        stack.origin("org_sync") + "/api/org/organizations/" + organizationId + "/members?limit=200")
                .orFail("Listing members")
                .path("items");
        for (var member : members) {
            if (member.path("status").asText().equals("active")) {
                TestStack.eventually("The decision's knowledge of everybody", () -> stack.get(permission + "/members/"
                                + member.path("member_id").asText() + "/access")
                        .body()
                        .path("decision")
                        .asBoolean());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en-US,LIGHT", "en-US,DARK", "zh-CN,LIGHT", "zh-CN,DARK"})
    void thePagesAreForEverybody(String locale, ColorScheme colors) {
        var name = locale.substring(0, 2) + "-" + colors.name().toLowerCase(java.util.Locale.ROOT);
        var page = closedLater(browser.ordinary(locale, colors)).newPage();
        page.navigate(guide.address() + "/login");
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");
        look(page, "login-" + name);
        page.navigate(guide.address() + "/login?error=access_denied&state=x");
        look(page, "problem-" + name);
        page.navigate(guide.address() + "/logout");
        look(page, "logout-" + name);

        var phone = closedLater(browser.phone(locale, colors)).newPage();
        phone.navigate(guide.address() + "/login");
        look(phone, "phone-" + name);
        phone.locator("#feishu").click();
        phone.locator("button[value=deny]").click();
        assertThat(phone.locator("meta[name=jit-problem]")).hasAttribute("content", "login-cancelled");
        look(phone, "cancelled-" + name);
        pressTheButton(phone, "#feishu", NOT_GRANTED);
        assertThat(phone.locator("meta[name=jit-problem]")).hasAttribute("content", "not-authorized");
        look(phone, "not-authorized-" + name);
        assertThat((Boolean) phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the phone")
                .isTrue();

        loginMode("bridge");
        var client = closedLater(browser.ordinary(locale, colors)).newPage();
        client.route(
                "**/sdk/h5-js-sdk.js",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(BRIDGE_THAT_KEEPS_ONE_WAITING)));
        client.navigate(insideTheClient(GRANTED));
        assertThat(client.locator("#bridge")).isVisible();
        look(client, "bridge-" + name);
    }

    private static void look(Page page, String name) {
        Browser.picture(page, name);
        Accessibility.check(page, name);
    }

    @Test
    void theKeyboardReachesEverythingInOrderAndShowsWhereItIs() {
        var page = ordinaryPage();
        page.navigate(guide.address() + "/login");
        page.route("**/sdk/LarkSSOSDKWebQRCode-1.0.3.js", Route::abort);
        page.reload();
        assertThat(page.locator("#qr-state")).not().isEmpty();
        var reached = new ArrayList<String>();
        for (var stop = 0; stop < 4; stop++) {
            page.keyboard().press("Tab");
            reached.add((String) page.evaluate("() => document.activeElement.id || document.activeElement.lang"));
            assertThat((String) page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
        }
        assertThat(reached).containsExactly("qr-refresh", "feishu", "zh-CN", "en");
        page.locator("#feishu").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("select[name=person]")).isVisible();
    }

    @Test
    void theFirstPaintIsLightAndAsksNobodyButFeishu() {
        var page = ordinaryPage();
        var ours = new TreeMap<String, Integer>();
        var hosts = new CopyOnWriteArrayList<String>();
        page.onRequest(request -> hosts.add(origin(request.url())));
        var responses = new CopyOnWriteArrayList<Response>();
        page.onResponse(responses::add);

        page.navigate(guide.address() + "/login");
        assertThat(page.frameLocator("#qr iframe").locator("body")).hasAttribute("data-state", "pending");

        responses.stream()
                .filter(response -> origin(response.url()).equals(stack.origin("gateway")))
                .forEach(response -> ours.put(URI.create(response.url()).getPath(), response.body().length));
        assertThat(ours)
                .as("what is sent")
                .containsKeys(guide.path() + "/login", "/assets/pages.css", "/assets/login.js");
        assertThat(ours.values().stream().mapToInt(Integer::intValue).sum())
                .as("bytes, uncompressed: %s", ours)
                .isLessThan(30_000);
        assertThat(hosts).containsOnly(stack.origin("gateway"), stack.origin("sandbox"));
    }

    private static String origin(String url) {
        var uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
