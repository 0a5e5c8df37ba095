package pro.jit.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import pro.jit.gateway.page.PageHeaders;

/** Turns a problem into what is sent, for JAX-RS and Vert.x routes alike. */
@ApplicationScoped
public class Problems {
    /** What OAuth calls {@code invalid_request}: "missing a required parameter … or is otherwise malformed". */
    private static final Set<Problem> IS_INVALID = EnumSet.of(Problem.INVALID_REQUEST, Problem.UNSUPPORTED_MEDIA_TYPE);

    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    /**
     * An answer ready to be sent.
     *
     * @param headers all of them, {@code Content-Type} included
     */
    public record Rendered(int status, Map<String, String> headers, String body) {
        public Rendered {
            headers = Map.copyOf(headers);
        }
    }

    /** The answer for this audience. */
    public Rendered render(Occurrence occurrence, Audience audience) {
        if (audience.page()) {
            return page(occurrence, audience);
        }
        return audience.oauth() && IS_INVALID.contains(occurrence.problem())
                ? oauth(occurrence)
                : json(occurrence, audience.requestId());
    }

    /** Sends the answer from a Vert.x route. */
    public void send(Occurrence occurrence, RoutingContext context) {
        var rendered = render(occurrence, Audience.of(context));
        var response = context.response().setStatusCode(rendered.status());
        rendered.headers().forEach(response::putHeader);
        response.end(rendered.body());
    }

    /** RFC 6749 section 5.2. */
    private Rendered oauth(Occurrence occurrence) {
        var problem = occurrence.problem();
        var body = new LinkedHashMap<String, Object>();
        body.put("error", "invalid_request");
        body.put("error_description", occurrence.detail() == null ? problem.title() + "." : occurrence.detail());
        return new Rendered(
                Problem.INVALID_REQUEST.status(),
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store", "Pragma", "no-cache"),
                write(body));
    }

    /** RFC 9457. */
    public Rendered json(Occurrence occurrence, String requestId) {
        var problem = occurrence.problem();
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:jit:problem:" + problem.id());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", occurrence.detail() == null ? problem.title() : occurrence.detail());
        body.put("request_id", requestId);
        if (!occurrence.errors().isEmpty()) {
            body.put("errors", occurrence.errors());
        }
        if (!occurrence.administrators().isEmpty()) {
            body.put("administrators", occurrence.administrators());
        }
        var requestAccess = occurrence.requestAccess();
        if (requestAccess != null && requestAccess.last() != null) {
            body.put("access_request", requestAccess.json());
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/problem+json");
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        addRetryAfter(occurrence, headers);
        return new Rendered(problem.status(), headers, write(body));
    }

    private static Rendered page(Occurrence occurrence, Audience audience) {
        var headers = new LinkedHashMap<>(PageHeaders.plain(audience.https()));
        headers.put("Content-Type", "text/html; charset=UTF-8");
        addRetryAfter(occurrence, headers);
        return new Rendered(occurrence.problem().status(), headers, ProblemPages.html(occurrence, audience));
    }

    private static void addRetryAfter(Occurrence occurrence, Map<String, String> headers) {
        var retryAfter = occurrence.retryAfter();
        if (retryAfter != null) {
            headers.put(
                    "Retry-After",
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
    }

    private String write(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written", e);
        }
    }
}
