package pro.jit.permission.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;

/** Turns a problem into what is sent, for JAX-RS and Vert.x routes alike. */
@ApplicationScoped
class Problems {
    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    /** An answer ready to be sent. */
    record Rendered(int status, String contentType, String body) {}

    /**
     * RFC 9457; on AuthZEN's routes a message string, as its specification has it, and 400 for what is no JSON, as the working group's
     * certification scenario has it.
     */
    Rendered render(Occurrence occurrence, RoutingContext context) {
        var problem = occurrence.problem();
        var path = context.normalizedPath();
        if (path != null && path.startsWith("/access/v1/")) {
            var status =
                    problem == Problem.UNSUPPORTED_MEDIA_TYPE ? Problem.INVALID_REQUEST.status() : problem.status();
            return new Rendered(status, "text/plain;charset=UTF-8", occurrence.sentence());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:jit:problem:" + problem.id());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", occurrence.sentence());
        body.put("request_id", RequestId.of(context));
        if (!occurrence.errors().isEmpty()) {
            body.put("errors", occurrence.errors());
        }
        try {
            return new Rendered(problem.status(), "application/problem+json", json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written", e);
        }
    }

    void send(Occurrence occurrence, RoutingContext context) {
        var rendered = render(occurrence, context);
        context.response()
                .setStatusCode(rendered.status())
                .putHeader("Content-Type", rendered.contentType())
                .putHeader("Cache-Control", "no-store")
                .end(rendered.body());
    }
}
