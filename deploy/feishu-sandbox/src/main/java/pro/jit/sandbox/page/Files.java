package pro.jit.sandbox.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Tenants;

/** The page at {@code /}, the files it is made of, the stand-ins of Feishu's two scripts, and pictures. */
public final class Files {
    private static final Map<String, String> PATHS = Map.of(
            "/", "index.html",
            "/sandbox/assets/sandbox.css", "sandbox.css",
            "/sandbox/assets/workspace.js", "workspace.js",
            "/sandbox/assets/words.js", "words.js",
            "/sandbox/assets/qr-frame.js", "qr-frame.js",
            "/sandbox/assets/client-bridge.js", "client-bridge.js",
            "/sandbox/assets/company.svg", "company.svg",
            "/sdk/LarkSSOSDKWebQRCode-1.0.3.js", "qr-login-sdk.js",
            "/sdk/h5-js-sdk.js", "h5-js-sdk.js");

    private Files() {}

    /** Mounts them; scripts may be loaded by any page. */
    public static void mount(Router router, Tenants tenants) {
        PATHS.forEach((path, name) -> {
            var content = read(name);
            var type = type(name);
            router.get(path).handler(context -> context.response()
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "no-cache")
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .end(content));
        });
        router.getWithRegex("/sandbox/avatars/(?<person>on_[0-9a-f]{32})_[0-9]+\\.svg")
                .handler(context -> tenants.findPerson(context.pathParam("person"))
                        .ifPresentOrElse(
                                person -> context.response()
                                        .putHeader("Content-Type", "image/svg+xml")
                                        .putHeader("Cache-Control", "max-age=3600")
                                        .end(Avatars.draw(person)),
                                context::next));
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
