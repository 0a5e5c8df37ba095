package pro.jit.sandbox.gateway;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that has passed the gateway. */
public record ApiCall(RoutingContext context, Optional<Caller> identity) {
    static final String PAGE_FAULT = "page fault";

    /** Who calls; only for operations that want a token. */
    public Caller caller() {
        return identity.orElseThrow();
    }

    /** A query parameter of exactly this name; the first if it is repeated. */
    public Optional<String> query(String name) {
        return queryAll(name).stream().findFirst();
    }

    /** Every value of a repeated query parameter. */
    public List<String> queryAll(String name) {
        return context.queryParams().entries().stream()
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    public String path(String name) {
        return context.pathParam(name);
    }

    /** The JSON object in the body; empty when there is none or it is something else. */
    public Optional<JsonObject> jsonBody() {
        try {
            return Optional.ofNullable(context.body().asJsonObject());
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** What shall be wrong with the page that the call asks for. */
    public Optional<PageFault> pageFault() {
        PageFault fault = context.get(PAGE_FAULT);
        return Optional.ofNullable(fault);
    }

    /** Answers with code 0. */
    public void success(JsonObject data) {
        if (pageFault().filter(PageFault.NO_ITEMS::equals).isPresent()) {
            data.getMap().values().removeIf(value -> value instanceof JsonArray list && list.isEmpty());
        }
        Replies.success(context, data);
    }
}
