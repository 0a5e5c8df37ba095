package pro.jit.sandbox.webview;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import pro.jit.sandbox.gateway.Replies;
import pro.jit.sandbox.oauth.Forms;
import pro.jit.sandbox.webview.WebViews.Window;

/** Answers for the web views' host names: passes everything on to the app, WebSockets too, and puts the bridge into its pages. */
public final class WebViewProxy {
    private static final String BRIDGE = "/__feishu__/bridge.js";
    private static final String CODES = "/__feishu__/code";
    private static final Pattern HEAD = Pattern.compile("<head[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(true);
    private static final int PATIENCE_MILLIS = 5_000;

    private final WebViews views;
    private final HttpClient http;

    public WebViewProxy(WebViews views, Vertx vertx) {
        this.views = views;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(PATIENCE_MILLIS));
    }

    /** Mounts it; before all else, since what reaches a web view's host is not for the sandbox itself. */
    public void mount(Router router) {
        router.route().handler(context -> {
            var host = context.request().getHeader("Host");
            if (host == null || !WebViews.isWebView(host)) {
                context.next();
            } else {
                views.find(host).ifPresentOrElse(window -> answer(context, window), () -> closed(context));
            }
        });
    }

    private void answer(RoutingContext context, Window window) {
        switch (context.request().path()) {
            case BRIDGE -> pass(context, atSandbox(window), "/sandbox/assets/client-bridge.js");
            case CODES -> pass(context, atSandbox(window), "/sandbox/h5/code");
            default -> pass(context, window, context.request().uri());
        }
    }

    private Window atSandbox(Window window) {
        return new Window(window.view(), views.sandboxOrigin());
    }

    private void pass(RoutingContext context, Window window, String uri) {
        var request = context.request();
        Optional<URI> address = Translation.parsed(window.origin() + uri);
        if (address.isEmpty()) {
            Replies.html(context, 400, page("地址不合法 · Not an address"));
            return;
        }
        var translation = new Translation(views, window, address.get());
        translation.request(request.headers());
        HttpProxy.reverseProxy(OPTIONS, http)
                .origin(proxied -> http.request(window.origin().target()))
                .addInterceptor(new Interceptor(window, translation, uri))
                .handle(request);
    }

    private static final class Interceptor implements ProxyInterceptor {
        private final Window window;
        private final Translation translation;
        private final String uri;

        Interceptor(Window window, Translation translation, String uri) {
            this.window = window;
            this.translation = translation;
            this.uri = uri;
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext proxied) {
            proxied.request()
                    .setURI(uri)
                    .setAuthority(HostAndPort.create(
                            window.origin().host(), window.origin().port()));
            return proxied.sendRequest().recover(failure -> {
                proxied.request().release();
                var text = page("应用没有回应 · The app does not answer: " + window.origin());
                return Future.succeededFuture(proxied.request()
                        .response()
                        .setStatusCode(502)
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .setBody(Body.body(Buffer.buffer(text))));
            });
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext proxied) {
            var response = proxied.response();
            translation.response(response.headers());
            var type =
                    Optional.ofNullable(response.headers().get("Content-Type")).orElse("");
            if (!type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
                return proxied.sendResponse();
            }
            return whole(response.getBody().stream()).compose(page -> {
                response.setBody(Body.body(Buffer.buffer(bridged(page.toString(), window))));
                return proxied.sendResponse();
            });
        }

        private static Future<Buffer> whole(ReadStream<Buffer> stream) {
            Promise<Buffer> read = Promise.promise();
            var page = Buffer.buffer();
            stream.handler(page::appendBuffer)
                    .endHandler(done -> read.complete(page))
                    .exceptionHandler(read::tryFail)
                    .resume();
            return read.future();
        }
    }

    private static String bridged(String page, Window window) {
        var tag = "<script src=\"%s\" data-agent=\"%s\" data-origin=\"%s\"></script>"
                .formatted(
                        BRIDGE,
                        Forms.html(window.view().userAgent()),
                        Forms.html(window.origin().toString()));
        var head = HEAD.matcher(page);
        return head.find() ? page.substring(0, head.end()) + tag + page.substring(head.end()) : tag + page;
    }

    private static void closed(RoutingContext context) {
        Replies.html(
                context, 404, page("窗口已关闭，请回到沙箱重新打开 · This window is closed; open it again on the sandbox's page"));
    }

    private static String page(String text) {
        return """
                <!doctype html>
                <html lang="zh"><head><meta charset="utf-8"><title>飞书沙箱 · Feishu sandbox</title></head>
                <body><p>%s</p></body></html>
                """.formatted(Forms.html(text));
    }
}
