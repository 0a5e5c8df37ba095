package pro.jit.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether a page keeps to WCAG 2.2 AA, as far as axe-core can tell. */
final class Accessibility {
    private static final String AXE = script();

    private Accessibility() {}

    /** Once what moves has come to rest: what is half faded in has other colors. Frames are left out: the one we have is Feishu's. */
    @SuppressWarnings("unchecked")
    static void check(Page page, String what) {
        Browser.rest(page);
        page.evaluate(AXE);
        var violations = (List<String>) page.evaluate("""
                () => axe.run(document, {
                  iframes: false,
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                }).then((result) => result.violations.flatMap((violation) =>
                  violation.nodes.map((node) => violation.id + ': ' + node.html + ' ' + node.failureSummary)))""");
        assertThat(violations).as(what).isEmpty();
    }

    private static String script() {
        try (var script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe-core is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
