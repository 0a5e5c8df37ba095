package pro.jit.permission.accessrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.problem.ProblemException;

class WrittenTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I teach class 3b|I teach class 3b",
                "'  around  '|around",
                "a\tb|a b",
                "a\u0000b\u0007c\u001b[31md|abc[31md",
                "\u202eevil\u202c \u2066x\u2069|evil x",
                "\ufeffbom\u200b|bom",
                "我需要进入应用，谢谢！|我需要进入应用，谢谢！",
                "👩\u200d🏫 teaches|👩\u200d🏫 teaches",
                "<script>alert(1)</script>|<script>alert(1)</script>",
                "half a pair \ud800|half a pair"
            })
    void whatCannotBeSeenIsTakenOut(String written, String kept) {
        assertThat(WrittenText.required(written, "reason")).isEqualTo(kept);
    }

    @Test
    void linesStayLines() {
        assertThat(WrittenText.required("one\r\ntwo\rthree\nfour\u2028five", "reason"))
                .isEqualTo("one\ntwo\nthree\nfourfive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t", "\u0000", "\u200b\u200d", "\u3000\u00a0", "\ud800"})
    void whatShowsNothingIsNothing(String written) {
        assertThat(WrittenText.optional(written, "note")).isEmpty();
        assertThatThrownBy(() -> WrittenText.required(written, "reason")).isInstanceOf(ProblemException.class);
    }

    @Test
    void nothingIsNothing() {
        assertThat(WrittenText.optional(null, "note")).isEmpty();
        assertThatThrownBy(() -> WrittenText.required(null, "reason")).isInstanceOf(ProblemException.class);
    }

    @Test
    void fiveHundredCharactersAreGoodWhateverTheyAre() {
        for (var character : new String[] {"x", "字", "😀"}) {
            assertThat(WrittenText.required(character.repeat(500), "reason")).isEqualTo(character.repeat(500));
            assertThatThrownBy(() -> WrittenText.required(character.repeat(501), "reason"))
                    .isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> WrittenText.optional("x".repeat(1_000_000), "note"))
                .isInstanceOf(ProblemException.class);
    }
}
