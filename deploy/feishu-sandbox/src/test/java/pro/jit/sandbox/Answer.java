package pro.jit.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the sandbox answered. */
record Answer(HttpResponse<String> response) {
    int status() {
        return response.statusCode();
    }

    String text() {
        return response.body();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    String location() {
        return header("Location").orElseThrow(() -> new AssertionError("No redirect: " + status() + " " + text()));
    }

    JsonObject json() {
        return new JsonObject(text());
    }

    int code() {
        return json().getInteger("code");
    }

    JsonObject data() {
        return json().getJsonObject("data");
    }

    JsonArray items() {
        return data().getJsonArray("items");
    }
}
