package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The console in a browser, in the words of who administers it. Texts are English; the address of a page is the same in every language. */
final class Console {
    /** Address of the guide's application. */
    static final String APPLICATION = "/applications/" + Guide.ORG_ID + "/" + Guide.APP_ID;

    private final TestStack stack;
    private final Page page;

    Console(TestStack stack, Page page) {
        this.stack = stack;
        this.page = page;
    }

    Page page() {
        return page;
    }

    /** The platform administrator of a local stack. */
    String username() {
        return stack.description().path("console_admin").path("username").asText();
    }

    String password() {
        return stack.description().path("console_admin").path("password").asText();
    }

    /** @param address below {@code /console}, with a slash at its beginning */
    void open(String address) {
        page.navigate(stack.origin("gateway") + "/console" + address);
    }

    /** Signs in at the page that asks for it, by what the fields are for: their names differ from language to language. */
    void signIn(String username, String password) {
        page.locator("input[autocomplete=username]").fill(username);
        page.locator("input[autocomplete=current-password]").fill(password);
        page.locator("button[type=submit]").click();
    }

    void signIn() {
        open("/login");
        signIn(username(), password());
        assertThat(page).hasURL(stack.origin("gateway") + "/console/applications");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** A dialog or drawer, by its title. */
    Locator dialog(String title) {
        return page.getByRole(
                AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title).setExact(true));
    }

    /** What asks before it does something. */
    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator inDialog(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }
}
