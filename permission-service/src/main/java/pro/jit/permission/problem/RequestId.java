package pro.jit.permission.problem;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives each request an id, the caller's own if it is harmless, and says it in the answer, the log and the problem.
 *
 * <p>AuthZEN wants back whatever it sent, an arbitrary string; there the answer says that, and the log an id of ours where it is not harmless.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html#name-request-identification">Authorization API 1.0, request identification</a>
 */
@ApplicationScoped
public class RequestId {
    public static final String HEADER = "X-Request-Id";
    private static final String KEY = "jit.request-id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    /** What may stand in a header: RFC 9110 section 5.5. */
    private static final Pattern FIELD_VALUE =
            Pattern.compile("[\\x21-\\x7e\\x80-\\xff](?:[\\t\\x20-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff])?");

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
        request.response().putHeader(HEADER, given != null && isEchoed(request, given) ? given : id);
        MDC.put("requestId", id);
        request.next();
    }

    private static boolean isEchoed(RoutingContext request, String given) {
        var path = request.normalizedPath();
        return path != null
                && path.startsWith("/access/v1/")
                && FIELD_VALUE.matcher(given).matches();
    }

    /** The id of this request. */
    public static String of(RoutingContext request) {
        String id = request.get(KEY);
        return id == null ? "" : id;
    }
}
