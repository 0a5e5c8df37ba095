package pro.jit.local.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;

/** Shows whom it was told the visitor is. Environment: {@code PORT}, and {@code JIT_ISSUER}, the gateway's origin. */
public final class SampleApplication {
    private SampleApplication() {}

    /** Serves until the process ends. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(required("PORT"));
        var visitors = new Visitors(required("JIT_ISSUER"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health", exchange -> answer(exchange, 200, "text/plain", "ready"));
        server.createContext("/", exchange -> page(exchange, visitors));
        server.start();
    }

    private static void page(HttpExchange exchange, Visitors visitors) throws IOException {
        boolean chinese = prefersChinese(exchange);
        var visitor = visitors.identify(
                exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"));
        answer(
                exchange,
                visitor.isPresent() ? 200 : 401,
                "text/html",
                visitor.map(known -> VisitorPage.of(known, chinese)).orElseGet(() -> VisitorPage.unknown(chinese)));
    }

    private static boolean prefersChinese(HttpExchange exchange) {
        var languages = exchange.getRequestHeaders().getFirst("Accept-Language");
        return languages != null && languages.toLowerCase(Locale.ROOT).startsWith("zh");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'sha256-" + VisitorPage.styleHash() + "'; form-action 'self'");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String required(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
