package pro.jit.gateway.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeishuErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "20003,CODE_REJECTED",
        "20004,CODE_REJECTED",
        "20024,CODE_REJECTED",
        "20049,CODE_REJECTED",
        "20065,CODE_REJECTED",
        "20005,CODE_REJECTED",
        "99991668,CODE_REJECTED",
        "20071,OUR_FAULT",
        "20070,OUR_FAULT",
        "20001,OUR_FAULT",
        "20002,CREDENTIALS_REJECTED",
        "20009,CREDENTIALS_REJECTED",
        "20042,CREDENTIALS_REJECTED",
        "20048,CREDENTIALS_REJECTED",
        "20069,CREDENTIALS_REJECTED",
        "10003,CREDENTIALS_REJECTED",
        "10014,CREDENTIALS_REJECTED",
        "10015,CREDENTIALS_REJECTED",
        "20010,OUTSIDE_AVAILABILITY",
        "20008,MEMBER_INACTIVE",
        "20066,MEMBER_INACTIVE",
        "20021,MEMBER_INACTIVE",
        "20022,MEMBER_INACTIVE",
        "20023,MEMBER_INACTIVE",
        "20050,UNAVAILABLE",
        "20072,UNAVAILABLE",
        "99991661,CREDENTIALS_REJECTED",
        "99991663,CREDENTIALS_REJECTED",
        "99991671,CREDENTIALS_REJECTED",
        "99991400,UNAVAILABLE",
        "-1,UNAVAILABLE",
        "9223372036854775807,UNAVAILABLE"
    })
    void eachNumberHasAMeaning(long code, FeishuFailure meaning) {
        assertThat(FeishuErrors.meaning(code)).isEqualTo(meaning);
    }
}
