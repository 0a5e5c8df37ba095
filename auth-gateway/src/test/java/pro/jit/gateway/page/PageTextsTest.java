package pro.jit.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pro.jit.gateway.problem.Problem;

class PageTextsTest {
    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var stream = PageTextsTest.class.getResourceAsStream("/texts/pages_" + language + ".properties")) {
            assertThat(stream).isNotNull();
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void bothLanguagesSayTheSameThings() throws Exception {
        assertThat(texts("zh").keySet()).isEqualTo(texts("en").keySet());
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyProblemIsToldInBothLanguages(Problem problem) {
        for (var language : Language.values()) {
            assertThat(PageTexts.in(language).get("problem." + problem.id() + ".title"))
                    .isNotBlank();
            assertThat(PageTexts.in(language).get("problem." + problem.id() + ".next"))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|EN",
                "-|zh-CN,zh;q=0.9,en;q=0.8|ZH",
                "-|en-US,zh;q=0.5|EN",
                "-|fr,zh-TW;q=0.4|ZH",
                "-|fr|EN",
                "-|zh;q=0,en|EN",
                "-|;;;q=banana|EN",
                "zh|en|ZH",
                "en|zh|EN",
                "xx|zh|ZH"
            })
    void theVisitorsLanguageIsFound(String chosen, String acceptLanguage, Language language) {
        assertThat(Language.of(chosen, acceptLanguage)).isEqualTo(language);
    }
}
