package pro.jit.gateway.session;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.application.Visits;
import pro.jit.gateway.application.Visits.Visit;
import pro.jit.gateway.page.Language;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.problem.RequestId;

/** What a browser's request says besides its parameters: where it came from, its cookies, its language. */
@RequestScoped
public class BrowserRequest {
    private final CurrentVertxRequest current;
    private final Visits visits;

    BrowserRequest(CurrentVertxRequest current, Visits visits) {
        this.current = current;
        this.visits = visits;
    }

    /** The request as Vert.x has it. */
    public RoutingContext routing() {
        var context = current.getCurrent();
        if (context == null) {
            throw new IllegalStateException("Not in a request");
        }
        return context;
    }

    public HttpServerRequest http() {
        return routing().request();
    }

    public Visit visit() {
        return visits.of(http());
    }

    public URI entryOrigin(Application application) {
        return visit().entryOrigin(application);
    }

    public @Nullable String cookie(String name) {
        Cookie cookie = http().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    public Optional<String> userAgent() {
        return Optional.ofNullable(http().getHeader("User-Agent"));
    }

    public Language language() {
        return Language.of(http());
    }

    public String requestId() {
        return RequestId.of(routing());
    }

    /**
     * Lets pass only what a page of the same origin sent.
     *
     * @throws ProblemException {@code forbidden}
     */
    public void requireSameOrigin(Application application) {
        var site = http().getHeader("Sec-Fetch-Site");
        var origin = http().getHeader("Origin");
        // A form on a page with Referrer-Policy no-referrer, as all of ours, is sent with Origin "null" (Fetch, "append
        // a request Origin header").
        var same = (origin == null || "null".equals(origin))
                ? "same-origin".equals(site)
                : Origins.parse(origin).filter(entryOrigin(application)::equals).isPresent();
        if (!same || (site != null && !"same-origin".equals(site))) {
            throw new ProblemException(Problem.FORBIDDEN, "Only a page of this origin may do this.");
        }
    }
}
