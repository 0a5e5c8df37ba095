package pro.jit.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import pro.jit.sandbox.client.FeishuClient;
import pro.jit.sandbox.gateway.Faults;
import pro.jit.sandbox.gateway.RateLimits;
import pro.jit.sandbox.gateway.Statistics;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.oauth.SandboxCookies;
import pro.jit.sandbox.passport.QrCodes;

/** A running sandbox: one origin that plays Feishu's open, accounts, passport and SDK hosts. All methods are safe from any thread. */
public final class FeishuSandbox implements AutoCloseable {
    private static final int LONGEST_ADDRESS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Platform platform;
    private final int port;
    private final String origin;

    private FeishuSandbox(Vertx vertx, Platform platform, int port, String origin) {
        this.vertx = vertx;
        this.platform = platform;
        this.port = port;
        this.origin = origin;
    }

    /** Starts one on any free port of localhost, with limits. */
    public static FeishuSandbox start() {
        return start(SandboxConfig.anyPort());
    }

    /** Starts one, and returns when it can be called. */
    public static FeishuSandbox start(SandboxConfig config) {
        var vertx = Vertx.vertx();
        try {
            var router = Router.router(vertx);
            var platform = new Platform(config, vertx);
            var origin = new AtomicReference<>("");
            platform.mount(vertx, router, origin::get);
            var server = vertx.createHttpServer(new HttpServerOptions()
                            .setMaxInitialLineLength(LONGEST_ADDRESS)
                            .setWebSocketClosingTimeout(1))
                    .requestHandler(router);
            await(server.listen(config.port(), config.host()));
            var configured = config.origin();
            var reached = configured == null ? "http://localhost:" + server.actualPort() : configured;
            origin.set(reached);
            return new FeishuSandbox(vertx, platform, server.actualPort(), reached);
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    /** Such as {@code http://localhost:8090}; the base of every Feishu address. */
    public String origin() {
        return origin;
    }

    public int port() {
        return port;
    }

    /** The company; what is changed in it is seen by the next call. */
    public Company company() {
        return platform.company;
    }

    public Apps apps() {
        return platform.apps;
    }

    /** The demonstration app as it is now; change it through {@link #apps()}. */
    public FeishuApp app() {
        return platform.apps.demonstration();
    }

    /** The clock by which codes, tokens and limits run. */
    public SandboxClock clock() {
        return platform.clock;
    }

    public RateLimits limits() {
        return platform.limits;
    }

    public Faults faults() {
        return platform.faults;
    }

    public Statistics statistics() {
        return platform.statistics;
    }

    /** The QR codes on screens, for a test that plays the phone. */
    public QrCodes qrCodes() {
        return platform.qrCodes;
    }

    /** The client that people use, for tests of the page script. */
    public FeishuClient client() {
        return platform.client;
    }

    /** Everything as it was at the start. */
    public void reset() {
        platform.reset();
    }

    /**
     * Visits an authorize address as this person, who agrees, without a browser.
     *
     * @param authorizeAddress as an application's login page redirects to it
     * @return where Feishu sends the browser then: the redirect_uri with {@code code} and {@code state}
     * @throws IllegalStateException if Feishu shows its error page; the message carries it
     */
    public URI approve(String authorizeAddress, String person) {
        return decide(authorizeAddress, person, "approve");
    }

    /** The same for a person who refuses. */
    public URI refuse(String authorizeAddress, String person) {
        return decide(authorizeAddress, person, "deny");
    }

    private URI decide(String address, String person, String decision) {
        var cookies = SandboxCookies.PERSON + "="
                + platform.company.person(person).key() + "; " + SandboxCookies.DECISION + "=" + decision;
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", cookies)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("Location")
                    .map(URI::create)
                    .orElseThrow(() -> new IllegalStateException("No redirect but: " + answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while authorizing", e);
        }
    }

    /** Stops answering and frees the port. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting or stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The sandbox could not start or stop", e);
        }
    }
}
