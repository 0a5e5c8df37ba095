package pro.jit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we send and read of events is what the AsyncAPI document says. */
class AsyncApiContractTest {
    @Test
    void theEventsOfSessionsAreThoseOfTheDocument() {
        assertThat(AsyncApi.types("jit.auth.sessions"))
                .containsExactlyInAnyOrder(SessionEvents.ESTABLISHED, SessionEvents.REFRESHED, SessionEvents.ENDED);
    }

    @Test
    void theTopicOfSessionsIsKeptAsLongAsTheDocumentSays() {
        assertThat(AsyncApi.configuration("jit.auth.sessions")
                        .path("retention.ms")
                        .asLong())
                .isEqualTo(SessionTopicReader.RETENTION.toMillis());
    }

    static List<String> accessTypes() {
        return AsyncApi.types("jit.permission.access");
    }

    @ParameterizedTest
    @MethodSource("accessTypes")
    void everyEventOfAccessIsUnderstood(String type) throws Exception {
        var event = new ObjectMapper()
                .readTree("{\"type\":\"" + type
                        + "\",\"data\":{\"org_id\":\"whwy\",\"app_id\":\"app1\",\"member_id\":\"m1\","
                        + "\"changed_at\":\"2026-11-24T08:00:00Z\"}}");

        assertThat(AccessChange.read(event)).isNotInstanceOf(AccessChange.Other.class);
    }
}
