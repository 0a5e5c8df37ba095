package pro.jit.gateway.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.outbound.Answer;

class FeishuAnswerTest {
    private static Answer answer(int status, String body) {
        return new Answer(
                status, HttpHeaders.of(Map.of("X-Tt-Logid", List.of("20261124-1")), (name, value) -> true), body);
    }

    private static FeishuAnswer read(String body) throws FeishuRefused {
        return FeishuAnswer.successful(answer(200, body));
    }

    @Test
    void aCodeOfZeroIsSuccessAsNumberOrText() throws Exception {
        assertThat(read("{\"code\":0,\"access_token\":\"t\"}").required("access_token", 10))
                .isEqualTo("t");
        assertThat(read("{\"code\":\"0\",\"access_token\":\"t\"}").required("access_token", 10))
                .isEqualTo("t");
    }

    @Test
    void aRefusalKeepsNumberAndLogIdWhateverTheStatus() {
        assertThatThrownBy(() -> FeishuAnswer.successful(answer(200, "{\"code\":20003,\"msg\":\"secret\"}")))
                .asInstanceOf(type(FeishuRefused.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(20003);
                    assertThat(refused.logId()).isEqualTo("20261124-1");
                    assertThat(refused.failure()).isEqualTo(FeishuFailure.CODE_REJECTED);
                    assertThat(refused.getMessage()).doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"code\"",
                "{}",
                "{\"code\":null}",
                "{\"code\":0.5}",
                "{\"code\":\"\"}",
                "{\"code\":\"zero\"}",
                "{\"code\":99999999999999999999}",
                "{\"code\":0",
                "<html>502 Bad Gateway</html>"
            })
    void whatIsNotUnderstoodIsUnavailability(String body) {
        assertThatThrownBy(() -> read(body))
                .asInstanceOf(type(FeishuRefused.class))
                .satisfies(refused -> assertThat(refused.failure()).isEqualTo(FeishuFailure.UNAVAILABLE));
    }

    @Test
    void deepNestingIsNotUnderstoodEither() {
        assertThatThrownBy(() -> read("{\"code\":0,\"data\":" + "[".repeat(100_000)))
                .isInstanceOf(FeishuRefused.class);
    }

    @Test
    void zeroWithAnErrorStatusIsNoSuccess() {
        assertThatThrownBy(() -> FeishuAnswer.successful(answer(500, "{\"code\":0}")))
                .isInstanceOf(FeishuRefused.class);
    }

    @Test
    void oddFieldsAreAbsent() throws Exception {
        var answer =
                read("{\"code\":0,\"a\":7,\"b\":\"\",\"c\":null,\"d\":\"too long\",\"e\":\"x\\u0000\",\"f\":[\"x\"]}");
        for (var field : List.of("a", "b", "c", "d", "e", "f", "g")) {
            assertThat(answer.optional(field, 5)).as(field).isEmpty();
        }
    }

    @Test
    void aPersonWithOddExtrasIsStillThePerson() throws Exception {
        var person = FeishuPerson.read(read("""
                {"code":0,"data":{"open_id":"ou_1","tenant_key":"t","union_id":"","user_id":7,"name":{},"en_name":"Li",
                 "avatar_url":"javascript:alert(1)","email":"ignored@example"}}""").data());
        assertThat(person).isEqualTo(new FeishuPerson("ou_1", null, null, "t", "Li", null));
    }
}
