package pro.jit.sandbox.gateway;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.gateway.Trigger.Moment;
import pro.jit.sandbox.model.Brand;

/** Mounts operations behind the gateway: counted, struck by faults, token checked, limited, scope checked, and only then answered. */
public final class OpenPlatform {
    private static final String THROTTLED = "throttled";

    private final Brand brand;
    private final Router router;
    private final TokenCheck tokens;
    private final RateLimits limits;
    private final Faults faults;
    private final Statistics statistics;

    private final List<String> endpoints = new ArrayList<>();

    public OpenPlatform(
            Brand brand, Router router, TokenCheck tokens, RateLimits limits, Faults faults, Statistics statistics) {
        this.brand = brand;
        this.router = router;
        this.tokens = tokens;
        this.limits = limits;
        this.faults = faults;
        this.statistics = statistics;
    }

    /** The endpoints that are mounted, as faults and statistics call them. */
    public List<String> endpoints() {
        return List.copyOf(endpoints);
    }

    /** Mounts an operation that answers failures in the usual envelope. */
    public void mount(Operation operation, Consumer<ApiCall> work) {
        mount(operation, work, Replies::failure);
    }

    /** Mounts an operation that says failures in its own way, such as the flat bodies of OAuth. */
    public void mount(Operation operation, Consumer<ApiCall> work, BiConsumer<RoutingContext, ApiFailure> onFailure) {
        endpoints.add(operation.endpoint());
        Handler<RoutingContext> handler = context -> receive(context, operation, work, onFailure);
        router.route(operation.method(), operation.path()).handler(handler);
    }

    /** Refuses a request that cannot be read at all, before anybody has looked at what it asks for. UNCONFIRMED (contract §6.3) which number that gets; 9499 is a bad request's. */
    public void refuseUnreadable(RoutingContext context, int status) {
        Replies.from(context, brand);
        Replies.failure(context, new ApiFailure(9499, status, "Bad Request"));
    }

    private void receive(
            RoutingContext context,
            Operation operation,
            Consumer<ApiCall> work,
            BiConsumer<RoutingContext, ApiFailure> onFailure) {
        Replies.from(context, brand);
        var endpoint = operation.endpoint();
        statistics.called(endpoint);
        context.addEndHandler(done ->
                statistics.answered(endpoint, context.response().getStatusCode(), context.get(THROTTLED, false)));
        var fault = faults.strike(endpoint, context.request().query());
        if (fault.isPresent() && fault.get().truncated()) {
            Replies.truncate(context);
        }
        if (fault.isPresent() && fault.get().expireToken()) {
            tokens.expire(context.request().getHeader("Authorization"));
        }
        fault.map(Fault::page).ifPresent(page -> context.put(ApiCall.PAGE_FAULT, page));
        Runnable goOn = () -> {
            fault.ifPresent(one -> faults.happen(one, Moment.BEFORE));
            if (fault.isPresent() && fault.get().replacesAnswer()) {
                strike(context, fault.get(), onFailure);
            } else {
                pass(context, operation, work, onFailure);
            }
            fault.ifPresent(one -> faults.happen(one, Moment.AFTER));
        };
        var latency = fault.map(Fault::latencyMillis).orElse(0L);
        if (latency > 0) {
            context.vertx().setTimer(latency, timer -> goOn.run());
        } else {
            goOn.run();
        }
    }

    private void pass(
            RoutingContext context,
            Operation operation,
            Consumer<ApiCall> work,
            BiConsumer<RoutingContext, ApiFailure> onFailure) {
        try {
            var caller = tokens.check(operation, context.request().getHeader("Authorization"));
            var appId = caller.map(who -> who.app().appId()).orElseGet(() -> claimedApp(context));
            var exceeded = limits.count(operation.endpoint() + " " + appId);
            if (exceeded.isPresent()) {
                waitHeaders(context, exceeded.get().limit(), exceeded.get().resetSeconds());
                throttle(context, 429);
                return;
            }
            if (!operation.anyScope().isEmpty()) {
                caller.orElseThrow().require(operation.anyScope(), "action_scope_required");
            }
            work.accept(new ApiCall(context, caller));
        } catch (ApiFailure failure) {
            onFailure.accept(context, failure);
        }
    }

    private static void strike(RoutingContext context, Fault fault, BiConsumer<RoutingContext, ApiFailure> onFailure) {
        if (fault.drop()) {
            context.request().connection().close();
            return;
        }
        if (fault.malformed()) {
            context.response()
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .end("{\"code\":0,\"msg\":\"success\",\"data\":{\"items\":[{\"name\":");
            return;
        }
        Integer code = fault.code();
        var status = fault.answerStatus();
        if (fault.throttles()) {
            var reset = fault.retryAfterSeconds();
            if (fault.saysHowLong()) {
                waitHeaders(context, 50, reset == null ? 1 : reset);
            }
            throttle(context, status);
        } else if (code == null) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "text/html")
                    .end("<html><body>" + status + "</body></html>");
        } else {
            onFailure.accept(context, new ApiFailure(code, status, "arranged in the sandbox"));
        }
    }

    private static void waitHeaders(RoutingContext context, int limit, long resetSeconds) {
        context.response()
                .putHeader("x-ogw-ratelimit-limit", String.valueOf(limit))
                .putHeader("x-ogw-ratelimit-reset", String.valueOf(resetSeconds));
    }

    private static void throttle(RoutingContext context, int status) {
        context.put(THROTTLED, true);
        Replies.failure(context, new ApiFailure(99991400, status, "request trigger frequency limit"));
    }

    // Calls without a token are counted for the app they name.
    private static String claimedApp(RoutingContext context) {
        return new ApiCall(context, Optional.empty())
                .query("client_id")
                .or(() -> Optional.ofNullable(context.request().getFormAttribute("client_id")))
                .or(() -> inBody(context))
                .orElse("");
    }

    private static Optional<String> inBody(RoutingContext context) {
        try {
            @Nullable JsonObject body = context.body().asJsonObject();
            if (body == null) {
                return Optional.empty();
            }
            var id = body.getValue("client_id", body.getValue("app_id"));
            return Optional.ofNullable(id).map(Object::toString);
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
