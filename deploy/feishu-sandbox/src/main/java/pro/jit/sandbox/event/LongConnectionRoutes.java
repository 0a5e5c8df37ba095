package pro.jit.sandbox.event;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.OpenPlatform;
import pro.jit.sandbox.gateway.Operation;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.token.RandomText;

/** How an app comes to a long connection: it asks for an address with its secret, and dials that address, which is good for one dial. */
final class LongConnectionRoutes {
    static final int SERVICE_ID = 33;
    private static final String DIAL = "/ws/v2";
    private static final int MOST_TICKETS = 1_000;

    private final Apps apps;
    private final LongConnections connections;
    private final RandomText random;
    private final Supplier<String> origin;
    private final Map<String, String> appByTicket = new LinkedHashMap<>();

    LongConnectionRoutes(Apps apps, LongConnections connections, RandomText random, Supplier<String> origin) {
        this.apps = apps;
        this.connections = connections;
        this.random = random;
        this.origin = origin;
    }

    void mount(OpenPlatform platform, Router router) {
        platform.mount(
                Operation.open(HttpMethod.POST, "/callback/ws/endpoint"), this::endpoint, LongConnectionRoutes::refuse);
        router.get(DIAL).handler(this::dial);
    }

    /** What the client is told to do, in seconds; the same in every pong. */
    static JsonObject clientConfig() {
        return new JsonObject()
                .put("ReconnectCount", -1)
                .put("ReconnectInterval", 120)
                .put("ReconnectNonce", 30)
                .put("PingInterval", 120);
    }

    private void endpoint(ApiCall call) {
        var body = call.jsonBody().orElseGet(JsonObject::new);
        var app = apps.find(String.valueOf(body.getValue("AppID")))
                .filter(known -> known.secret().equals(body.getValue("AppSecret")))
                .orElseThrow(() -> new ApiFailure(514, 200, "auth failed"));
        if (!app.enabled()) {
            throw new ApiFailure(403, 200, "forbidden");
        }
        if (connections.count(app.appId()) >= LongConnections.MOST) {
            throw tooMany();
        }
        // device_id and service_id must not come first: one official client takes all before the first = for a name.
        var address = origin.get().replaceFirst("^http", "ws") + DIAL + "?fpid=1&device_id=" + random.hex(8)
                + "&service_id=" + SERVICE_ID + "&ticket=" + ticket(app.appId());
        Replies.json(
                call.context(),
                200,
                new JsonObject()
                        .put("code", 0)
                        .put("msg", "")
                        .put("data", new JsonObject().put("URL", address).put("ClientConfig", clientConfig())));
    }

    // data is there even now, because one official client looks into it before it looks at the code.
    private static void refuse(RoutingContext context, ApiFailure failure) {
        Replies.json(
                context,
                failure.status(),
                new JsonObject()
                        .put("code", failure.code())
                        .put("msg", failure.getMessage())
                        .put("data", new JsonObject()));
    }

    private void dial(RoutingContext context) {
        var ticket = Optional.ofNullable(context.queryParams().get("ticket")).orElse("");
        var appId = redeem(ticket);
        if (appId.isEmpty()) {
            refuseHandshake(context, 514, "auth failed");
        } else if (connections.count(appId.get()) >= LongConnections.MOST) {
            refuseHandshake(context, tooMany().code(), "too many connections");
        } else {
            context.request()
                    .toWebSocket()
                    .onSuccess(socket -> {
                        if (!connections.add(appId.get(), socket)) {
                            socket.close();
                        }
                    })
                    .onFailure(context::fail);
        }
    }

    /** UNCONFIRMED (contract §7.6) which HTTP status goes with it, and what exactly each header holds. */
    private static void refuseHandshake(RoutingContext context, int code, String message) {
        context.response()
                .setStatusCode(403)
                .putHeader("handshake-status", String.valueOf(code))
                .putHeader("handshake-msg", message)
                .putHeader("handshake-autherrcode", String.valueOf(code))
                .end();
    }

    private static ApiFailure tooMany() {
        return new ApiFailure(1000040350, 200, "too many connections");
    }

    private synchronized String ticket(String appId) {
        if (appByTicket.size() >= MOST_TICKETS) {
            appByTicket.remove(appByTicket.keySet().iterator().next());
        }
        var ticket = random.urlSafe(24);
        appByTicket.put(ticket, appId);
        return ticket;
    }

    private synchronized Optional<String> redeem(String ticket) {
        return Optional.ofNullable(appByTicket.remove(ticket));
    }
}
