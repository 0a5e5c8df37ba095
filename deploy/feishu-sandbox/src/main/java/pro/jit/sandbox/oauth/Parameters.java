package pro.jit.sandbox.oauth;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import pro.jit.sandbox.gateway.ApiCall;
import pro.jit.sandbox.gateway.ApiFailure;

/** The parameters of a token call, from JSON or a form. */
final class Parameters {
    private final JsonObject values;

    private Parameters(JsonObject values) {
        this.values = values;
    }

    /** Reads the body by its content type; what is neither JSON object nor form is 20063. */
    static Parameters of(ApiCall call) {
        var type = Optional.ofNullable(call.context().request().getHeader("Content-Type"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse("");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            var values = new JsonObject();
            call.context().request().formAttributes().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
            return new Parameters(values);
        }
        return new Parameters(call.jsonBody()
                .filter(body -> type.startsWith("application/json"))
                .orElseThrow(() -> malformed(400)));
    }

    static ApiFailure malformed(int status) {
        return new ApiFailure(
                20063, status, "The request body is malformed. Please check the request body and try again.");
    }

    /** A parameter that may be missing; an empty text counts as missing, another type than text is 20063. */
    Optional<String> optional(String name) {
        var value = values.getValue(name);
        if (value == null || value.equals("")) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new ApiFailure(20063, 400, "The parameter " + name + " must be a string.");
    }

    String required(String name) {
        return optional(name)
                .orElseThrow(
                        () -> new ApiFailure(20001, 400, "The request is missing a required parameter: " + name + "."));
    }
}
