package pro.jit.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/** What must hold of whatever the console shows: every text is there in the page's language, and everybody can use it. Open dialogs and drawers count. */
final class Look {
    /** What a text that was not found is shown as: its key, the whole of what an element says. */
    private static final String KEYS_SHOWN = """
            () => [...document.querySelectorAll('body *')]
                .flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE))
                .map((node) => node.textContent.trim())
                .filter((text) => /^(?:[a-z-]+:)?[a-z]+(?:[A-Z][a-z]+)*(?:\\.[a-z][A-Za-z_]*)+$/.test(text))""";

    private Look() {}

    /**
     * Looks at the page as it is now, and keeps a picture of it.
     *
     * @param name of the picture
     * @param locale of the browser
     */
    static void at(Page page, String name, String locale, SoftAssertions all) {
        all.assertThat((List<?>) page.evaluate(KEYS_SHOWN))
                .as("texts missing: " + name)
                .isEmpty();
        assertThat(page.locator("html")).hasAttribute("lang", Pattern.compile("^" + locale.substring(0, 2)));
        all.check(() -> Accessibility.check(page, name));
        Browser.picture(page, name);
    }

    /** Waits for a heading, and until nothing is being loaded. */
    static void settle(Page page) {
        assertThat(page.locator("main h1, main h2").first()).isVisible();
        assertThat(page.locator(".state[role=status], .ant-skeleton, .ant-spin-spinning"))
                .hasCount(0);
    }
}
