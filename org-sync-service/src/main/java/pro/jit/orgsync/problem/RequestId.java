package pro.jit.orgsync.problem;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Gives each request an id, the caller's own if it is harmless, and says it in the answer, the log and the problem. */
@ApplicationScoped
public class RequestId {
    public static final String HEADER = "X-Request-Id";
    private static final String KEY = "jit.request-id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final NoArgGenerator ids;

    RequestId(NoArgGenerator ids) {
        this.ids = ids;
    }

    void register(@Observes Filters filters) {
        filters.register(this::assign, 10_000);
    }

    private void assign(RoutingContext request) {
        var given = request.request().getHeader(HEADER);
        var id = given != null && HARMLESS.matcher(given).matches()
                ? given
                : ids.generate().toString();
        request.put(KEY, id);
        request.response().putHeader(HEADER, id);
        MDC.put("requestId", id);
        request.next();
    }

    /** The id of this request. */
    public static String of(RoutingContext request) {
        String id = request.get(KEY);
        return id == null ? "" : id;
    }
}
