package pro.jit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessChangeTest {
    private static AccessChange read(String type, String data) throws Exception {
        return AccessChange.read(new ObjectMapper()
                .readTree("{\"type\":\"pro.jit.permission.access." + type + ".v1\",\"data\":" + data + "}"));
    }

    @Test
    void eachTypeIsRead() throws Exception {
        assertThat(read("granted", "{\"org_id\":\"o\",\"app_id\":\"a\",\"member_id\":\"m\",\"roles\":[\"x\"]}"))
                .isEqualTo(new AccessChange.Granted("o", "a", "m", List.of("x")));
        assertThat(read("revoked", """
                {"org_id":"o","app_id":"a","organization_id":null,"member_id":null,"reason":"r","changed_at":"2026-11-24T08:00:00Z"}"""))
                .isEqualTo(new AccessChange.Revoked("o", "a", null, null, "r", Instant.parse("2026-11-24T08:00:00Z")));
        assertThat(read("reevaluate", "{\"org_id\":\"o\",\"app_id\":\"a\",\"organization_id\":\"g\"}"))
                .isEqualTo(new AccessChange.Reevaluate("o", "a", "g"));
        assertThat(read("renamed", "{\"org_id\":\"o\",\"app_id\":\"a\"}")).isEqualTo(new AccessChange.Other("o", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"org_id\":\"o\"}",
                "{\"org_id\":7,\"app_id\":\"a\"}",
                "{\"org_id\":\"o\",\"app_id\":\"a\"}",
                "{\"org_id\":\"o\",\"app_id\":\"a\",\"member_id\":7,\"changed_at\":\"2026-11-24T08:00:00Z\"}",
                "{\"org_id\":\"o\",\"app_id\":\"a\",\"changed_at\":\"yesterday\"}"
            })
    void whatIsNotOfTheSchemaIsRefusedRatherThanGuessed(String data) {
        assertThatThrownBy(() -> read("revoked", data)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsNoEvent() {
        assertThatThrownBy(() -> AccessChange.read(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
