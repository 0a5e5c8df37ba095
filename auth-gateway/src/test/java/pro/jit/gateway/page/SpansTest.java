package pro.jit.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S, a moment, 片刻",
        "PT59S, a moment, 片刻",
        "PT1M, 1 minute, 1 分钟",
        "PT59M59S, 59 minutes, 59 分钟",
        "PT1H, 1 hour, 1 小时",
        "PT25H, 25 hours, 25 小时",
        "PT48H59M, 2 days, 2 天",
        "P90D, 90 days, 90 天"
    })
    void whatIsPastIsNotSaidToBeLonger(Duration span, String english, String chinese) {
        assertThat(Spans.past(PageTexts.in(Language.EN), span)).isEqualTo(english);
        assertThat(Spans.past(PageTexts.in(Language.ZH), span)).isEqualTo(chinese);
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, 1 minute, 1 分钟",
        "PT1M1S, 2 minutes, 2 分钟",
        "PT59M30S, 1 hour, 1 小时",
        "PT1H1M, 2 hours, 2 小时",
        "PT23H59M, 24 hours, 24 小时",
        "PT48H1M, 3 days, 3 天"
    })
    void whatIsToComeIsNotSaidToBeShorter(Duration span, String english, String chinese) {
        assertThat(Spans.future(PageTexts.in(Language.EN), span)).isEqualTo(english);
        assertThat(Spans.future(PageTexts.in(Language.ZH), span)).isEqualTo(chinese);
    }
}
