package pro.jit.gateway.console.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.forward.OffEventLoop;
import pro.jit.gateway.page.PageHeaders;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;

/**
 * {@code GET /console/**}: the file of that name, else the one document, which shows what its address says. What the console asks the gateway has routes
 * of its own, which are passed over here.
 */
@ApplicationScoped
class ConsolePages {
    /** Before what serves the console's own routes. */
    private static final int ROUTE_ORDER = -100;

    private static final String ROOT = "/console";
    private static final String DOCUMENT = "index.html";
    private static final String ASSETS = "assets/";
    private static final Set<String> ROUTES = Set.of("session", "administrators", "actions", "health");

    /** The name of an asset has a hash of its content, so what it names never changes. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** What stands in the document for the nonce of an answer; the build puts it there (vite.config.ts). */
    private static final String NONCE = "nonce-of-this-answer";

    private final PageFiles files;
    private final Visits visits;
    private final OffEventLoop offEventLoop;
    private final Problems problems;
    private final SecureRandom random;
    private final List<String> pictureOrigins;

    ConsolePages(
            PageFiles files,
            Visits visits,
            OffEventLoop offEventLoop,
            Problems problems,
            SecureRandom random,
            @ConfigProperty(name = "jit.feishu.open-base-url") Optional<URI> feishu,
            @ConfigProperty(name = "jit.lark.open-base-url") Optional<URI> lark) {
        this.files = files;
        this.visits = visits;
        this.offEventLoop = offEventLoop;
        this.problems = problems;
        this.random = random;
        // Any https address may have a picture; this is for a Feishu that is set to be anywhere without it, as in the
        // local stack.
        this.pictureOrigins = Stream.of(feishu, lark)
                .flatMap(Optional::stream)
                .filter(Origins::isPlain)
                .map(address -> Origins.of(address).toString())
                .distinct()
                .toList();
    }

    void register(@Observes Router router) {
        router.route(ROOT).order(ROUTE_ORDER).handler(this::handle);
        router.route(ROOT + "/*").order(ROUTE_ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var path = request.path();
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            context.next();
        } else if (path.equals(ROOT)) {
            context.response()
                    .setStatusCode(302)
                    .putHeader("Location", ROOT + "/")
                    .putHeader("Cache-Control", "no-store")
                    .end();
        } else if (!path.startsWith(ROOT + "/")
                || ROUTES.contains(path.substring(ROOT.length() + 1).split("/", 2)[0])) {
            context.next();
        } else {
            serve(context, path.substring(ROOT.length() + 1));
        }
    }

    /** A file, and by which name it was found. */
    private record Found(String name, PageFile file) {}

    private void serve(RoutingContext context, String name) {
        if (files.isRemembered(name)) {
            answer(context, name, find(name));
        } else {
            offEventLoop.ask(context, () -> find(name), found -> answer(context, name, found));
        }
    }

    private Optional<Found> find(String name) {
        return files.find(name)
                .map(file -> new Found(name, file))
                .or(() -> name.startsWith(ASSETS)
                        ? Optional.empty()
                        : files.find(DOCUMENT).map(document -> new Found(DOCUMENT, document)));
    }

    private void answer(RoutingContext context, String asked, Optional<Found> found) {
        if (found.isPresent()) {
            send(context, found.get());
        } else if (asked.startsWith(ASSETS)) {
            problems.send(Occurrence.of(Problem.NOT_FOUND), context);
        } else {
            // The service was built without the console's pages.
            context.next();
        }
    }

    private void send(RoutingContext context, Found found) {
        var request = context.request();
        var response = context.response();
        var https = visits.of(request).https();
        response.putHeader("Content-Type", found.file().type()).putHeader("Vary", "Accept-Encoding");
        Buffer body;
        if (found.name().equals(DOCUMENT)) {
            var nonce = nonce();
            PageHeaders.console(https, nonce, pictureOrigins).forEach(response::putHeader);
            body = Buffer.buffer(found.file().content().toString().replace(NONCE, nonce));
        } else {
            response.putHeader("Cache-Control", found.name().startsWith(ASSETS) ? FOR_EVER : "public, max-age=3600")
                    .putHeader("X-Content-Type-Options", "nosniff");
            body = found.file().content();
            var gzipped = found.file().gzipped();
            if (gzipped != null && takesGzip(request)) {
                response.putHeader("Content-Encoding", "gzip");
                body = gzipped;
            }
        }
        response.putHeader("Content-Length", Integer.toString(body.length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private String nonce() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean takesGzip(HttpServerRequest request) {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null
                && Arrays.stream(accepted.split(",", 20))
                        .map(String::strip)
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;") && !coding.matches("gzip; ?q=0(\\.0*)?")));
    }
}
