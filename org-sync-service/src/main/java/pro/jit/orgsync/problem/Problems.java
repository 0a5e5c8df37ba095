package pro.jit.orgsync.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a problem into what is sent, for JAX-RS and Vert.x routes alike. */
@ApplicationScoped
class Problems {
    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    String render(Occurrence occurrence, RoutingContext context) {
        try {
            return json.writeValueAsString(occurrence.body(RequestId.of(context)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem could not be written", e);
        }
    }

    void send(Occurrence occurrence, RoutingContext context) {
        if (ScimError.isFor(context)) {
            var error = ScimError.of(occurrence);
            context.response()
                    .setStatusCode(error.status())
                    .putHeader("Content-Type", ScimError.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(error.body());
            return;
        }
        context.response()
                .setStatusCode(occurrence.problem().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(render(occurrence, context));
    }
}
