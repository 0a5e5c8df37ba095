package pro.jit.sandbox.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Tenants;

/** The page at {@code /}, the files it is made of, the stand-ins of Feishu's two scripts, and pictures. */
public final class Files {
    private static final String ASSETS = "/sandbox/assets/";
    private static final List<String> NAMES = List.of(
            "sandbox.css",
            "sandbox.js",
            "parts.js",
            "words.js",
            "workspace.js",
            "phone.js",
            "steps.js",
            "subscription.js",
            "weather.js",
            "people.js",
            "qr-frame.js",
            "client-bridge.js",
            "company.svg");
    private static final Map<String, String> ELSEWHERE = Map.of(
            "/", "index.html",
            "/sdk/LarkSSOSDKWebQRCode-1.0.3.js", "qr-login-sdk.js",
            "/sdk/h5-js-sdk.js", "h5-js-sdk.js");

    private Files() {}

    /** Mounts them; scripts may be loaded by any page. */
    public static void mount(Router router, Tenants tenants) {
        NAMES.forEach(name -> mount(router, ASSETS + name, name));
        ELSEWHERE.forEach((path, name) -> mount(router, path, name));
        router.getWithRegex("/sandbox/avatars/(?<person>on_[0-9a-f]{32})_[0-9]+\\.svg")
                .handler(context -> tenants.findPerson(context.pathParam("person"))
                        .ifPresentOrElse(
                                person -> context.response()
                                        .putHeader("Content-Type", "image/svg+xml")
                                        .putHeader("Cache-Control", "max-age=3600")
                                        .end(Avatars.draw(person)),
                                context::next));
    }

    private static void mount(Router router, String path, String name) {
        var content = read(name);
        var type = type(name);
        router.get(path).handler(context -> context.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(content));
    }

    private static Buffer read(String name) {
        try (InputStream stream = Files.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the sandbox's jar");
            }
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".html" -> "text/html; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
