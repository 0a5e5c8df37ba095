package pro.jit.permission.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.problem.ProblemException;

class IdempotencyKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\" | 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "8e03978e-40d5-43dd-bc93-6894a57f9324 | 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"a b\" | a b",
                "\"a\\\"b\\\\c\" | a\"b\\c",
                "a\"b | a\"b",
                "\" \" | ` `"
            })
    void isAStringOfStructuredFieldsOrTheBareText(String header, String value) {
        assertThat(IdempotencyKey.parse(header).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\"",
                "\"\"",
                "\"a",
                "\"a\"b\"",
                "\"a\\b\"",
                "a\tb",
                "a\u0000",
                "ключ",
                "\"\u007f\"",
                "\"a\";p=1"
            })
    void anythingElseIsNamed(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(header))
                .isInstanceOf(ProblemException.class)
                .hasMessage("invalid-request");
    }

    @Test
    void hasAtMost255Characters() {
        assertThat(IdempotencyKey.parse("\"" + "x".repeat(255) + "\"").value()).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKey.parse("x".repeat(256))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> IdempotencyKey.parse("\"" + "\\\"".repeat(100_000)))
                .isInstanceOf(ProblemException.class);
    }
}
