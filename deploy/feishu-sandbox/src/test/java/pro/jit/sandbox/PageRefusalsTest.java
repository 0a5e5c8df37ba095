package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageRefusalsTest extends SandboxTest {
    private static final Pattern KEY = Pattern.compile("(?m)^ {2}'?([\\w-]+)'?:");

    @Test
    void saysInTheLanguageOfThePageWhatWentWrongAndTheDetailBesideIt() {
        var said = NodeScript.run("page-refusals.mjs", SANDBOX.app(), Map.of());

        assertThat(words(said, "invalid", "zh")).isEqualTo("填写的内容不能接受");
        assertThat(words(said, "invalid", "en")).isEqualTo("What was entered cannot be accepted");
        assertThat(detail(said, "invalid")).contains("name");
        assertThat(words(said, "unknown", "zh")).startsWith("找不到");
        assertThat(detail(said, "unknown")).contains("nobody");
    }

    @Test
    void saysThatTheSandboxFailedWhenTheAnswerIsNoJson() {
        var said = NodeScript.run("page-refusals.mjs", SANDBOX.app(), Map.of());

        assertThat(words(said, "broken", "zh")).isEqualTo("沙箱出错了");
        assertThat(words(said, "broken", "en")).isEqualTo("The sandbox failed");
        assertThat(detail(said, "broken")).isEqualTo("HTTP 500");
        assertThat(detail(said, "noRoute")).isEqualTo("HTTP 404");
        assertThat(words(said, "away", "zh")).startsWith("连不上沙箱");
        assertThat(detail(said, "away")).isEmpty();
    }

    @Test
    void hasTheSameWordsInBothLanguages() {
        var words = get("/sandbox/assets/words.js").text();
        var english = words.indexOf("const en = {");

        assertThat(keys(words.substring(0, english)))
                .containsExactlyInAnyOrderElementsOf(
                        keys(words.substring(english, words.indexOf("export const language")))
                                .toList());
    }

    private static Stream<String> keys(String words) {
        return KEY.matcher(words).results().map(found -> found.group(1));
    }

    private static String words(JsonObject said, String request, String language) {
        return said.getJsonObject(request).getJsonObject(language).getString("words");
    }

    private static String detail(JsonObject said, String request) {
        return said.getJsonObject(request).getJsonObject("zh").getString("detail");
    }
}
