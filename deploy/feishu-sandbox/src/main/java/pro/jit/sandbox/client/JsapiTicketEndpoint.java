package pro.jit.sandbox.client;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Operation.Token;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.token.RandomText;

/** The ticket that a page's signature is made with. The sandbox's page script checks no signatures, so nothing remembers it. */
public final class JsapiTicketEndpoint {
    private static final int LIFE_SECONDS = 7200;

    private final RandomText random;

    public JsapiTicketEndpoint(RandomText random) {
        this.random = random;
    }

    /** Mounts it. */
    public void mount(OpenPlatform platform) {
        platform.mount(
                new Operation(HttpMethod.POST, "/open-apis/jssdk/ticket/get", Token.TENANT, Set.of()), this::answer);
    }

    private void answer(ApiCall call) {
        var data = new JsonObject().put("ticket", "g1044" + random.urlSafe(27)).put("expire_in", LIFE_SECONDS);
        Replies.json(
                call.context(),
                200,
                new JsonObject().put("code", 0).put("msg", "ok").put("data", data));
    }
}
