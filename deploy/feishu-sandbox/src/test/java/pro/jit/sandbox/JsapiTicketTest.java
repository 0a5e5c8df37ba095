package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class JsapiTicketTest extends SandboxTest {
    private static final String TICKET = "/open-apis/jssdk/ticket/get";

    @Test
    void givesATicketToTheAppItself() {
        var answer = send(json("POST", TICKET, new JsonObject()).header("Authorization", "Bearer " + tenantToken()));

        assertThat(answer.code()).isZero();
        assertThat(answer.json().getString("msg")).isEqualTo("ok");
        assertThat(answer.data().getString("ticket")).startsWith("g1044");
        assertThat(answer.data().getInteger("expire_in")).isEqualTo(7200);
    }

    @Test
    void givesNoneWithoutAToken() {
        assertThat(post(TICKET, new JsonObject()).code()).isEqualTo(99991661);
    }
}
