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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import pro.jit.sandbox.client.FeishuClient;
import pro.jit.sandbox.gateway.Faults;
import pro.jit.sandbox.gateway.RateLimits;
import pro.jit.sandbox.gateway.Statistics;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.Brand;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.SandboxClock;
import pro.jit.sandbox.model.Tenants;
import pro.jit.sandbox.oauth.SandboxCookies;
import pro.jit.sandbox.passport.QrCodes;

/**
 * A running sandbox: one origin that plays Feishu's open, accounts, passport and SDK hosts, and another for Lark's where that is wanted. The
 * two share nothing but the clock. All methods are safe from any thread.
 */
public final class FeishuSandbox implements AutoCloseable {
    private static final int LONGEST_ADDRESS = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Map<Brand, FeishuSandbox> brands;
    private final Platform platform;
    private final int port;
    private final String origin;

    /** Starts to answer for one brand, and enters it among the others. */
    private FeishuSandbox(
            Vertx vertx,
            Map<Brand, FeishuSandbox> brands,
            Brand brand,
            SandboxClock clock,
            SandboxConfig config,
            int wantedPort) {
        this.vertx = vertx;
        this.brands = brands;
        var router = Router.router(vertx);
        var reached = new AtomicReference<>("");
        platform = new Platform(brand, config, clock, vertx, reached::get);
        platform.mount(vertx, router, this::origins, this::reset);
        var server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(LONGEST_ADDRESS)
                        .setWebSocketClosingTimeout(1))
                .invalidRequestHandler(router)
                .requestHandler(router);
        await(server.listen(wantedPort, config.host()));
        port = server.actualPort();
        var configured = brand == Brand.FEISHU ? config.origin() : null;
        origin = configured == null ? "http://localhost:" + port : configured;
        reached.set(origin);
        brands.put(brand, this);
    }

    /** Starts one on any free port of localhost, with limits. */
    public static FeishuSandbox start() {
        return start(SandboxConfig.anyPort());
    }

    /** Starts one, and returns when it can be called. */
    public static FeishuSandbox start(SandboxConfig config) {
        var vertx = Vertx.vertx();
        try {
            var clock = new SandboxClock(config.clock());
            var brands = new ConcurrentHashMap<Brand, FeishuSandbox>();
            var larkPort = config.larkPort();
            if (larkPort != null) {
                new FeishuSandbox(vertx, brands, Brand.LARK, clock, config, larkPort);
            }
            return new FeishuSandbox(vertx, brands, Brand.FEISHU, clock, config, config.port());
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

    /** Lark, the same platform for companies abroad; only where {@link SandboxConfig#larkPort} asks for it. */
    public FeishuSandbox lark() {
        return Optional.ofNullable(brands.get(Brand.LARK))
                .orElseThrow(() -> new IllegalStateException("This sandbox plays no Lark"));
    }

    /** The first company; what is changed in it is seen by the next call. */
    public Company company() {
        return platform.tenants.home();
    }

    /** All companies. */
    public Tenants tenants() {
        return platform.tenants;
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

    /** Everything as it was at the start, at both brands. */
    public void reset() {
        platform.clock.reset();
        brands.values().forEach(brand -> brand.platform.reset());
    }

    private Map<Brand, String> origins() {
        var origins = new EnumMap<Brand, String>(Brand.class);
        brands.forEach((brand, sandbox) -> origins.put(brand, sandbox.origin));
        return origins;
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
        var cookies = SandboxCookies.personCookie(platform.tenants.brand()) + "="
                + platform.tenants.person(person).unionId() + "; " + SandboxCookies.DECISION + "=" + decision;
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

    /** Stops answering at both brands and frees the ports. */
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
