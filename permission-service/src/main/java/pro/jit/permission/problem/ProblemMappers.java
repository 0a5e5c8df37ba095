package pro.jit.permission.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What an exception that leaves a route becomes. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** What JAX-RS refuses by itself, without a word. */
    private static final Occurrence UNREADABLE = new Occurrence(
            Problem.INVALID_REQUEST,
            null,
            List.of(new FieldError("request", "has a header or a parameter that cannot be read")),
            null);

    private final Problems problems;
    private final AllowedMethods allowedMethods;

    ProblemMappers(Problems problems, AllowedMethods allowedMethods) {
        this.problems = problems;
        this.allowedMethods = allowedMethods;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e, RoutingContext context) {
        return respond(e.occurrence(), context);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, RoutingContext context) {
        return respond(Occurrence.of(Problem.SESSION_REQUIRED), context);
    }

    @ServerExceptionMapper
    Response notAuthenticated(AuthenticationFailedException e, RoutingContext context) {
        return respond(new Occurrence(Problem.SESSION_REQUIRED, "The token is not good.", List.of(), null), context);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext context) {
        return respond(
                new Occurrence(Problem.FORBIDDEN, "The token lacks the scope this needs.", List.of(), null), context);
    }

    @ServerExceptionMapper
    Response wrongJson(MismatchedInputException e, RoutingContext context) {
        return respond(invalid(e), context);
    }

    @ServerExceptionMapper
    Response wrongJson(JsonProcessingException e, RoutingContext context) {
        return respond(invalid(e), context);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, RoutingContext context) {
        if (e.getCause() instanceof JsonProcessingException cause) {
            return respond(invalid(cause), context);
        }
        var problem = Problem.ofStatus(e.getResponse().getStatus());
        if (problem == Problem.INTERNAL_ERROR) {
            LOG.error("request failed", e);
        }
        return respond(problem == Problem.INVALID_REQUEST ? UNREADABLE : Occurrence.of(problem), context);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext context) {
        LOG.error("request failed", e);
        return respond(Occurrence.of(Problem.INTERNAL_ERROR), context);
    }

    private static Occurrence invalid(JsonProcessingException e) {
        var path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        var message = path.isEmpty() ? "is not the JSON this route reads" : "is missing or of the wrong type";
        return new Occurrence(
                Problem.INVALID_REQUEST, null, List.of(new FieldError(path.isEmpty() ? "body" : path, message)), null);
    }

    private Response respond(Occurrence occurrence, RoutingContext context) {
        var rendered = problems.render(occurrence, context);
        var response = Response.status(rendered.status())
                .type(rendered.contentType())
                .header("Cache-Control", "no-store")
                .entity(rendered.body());
        if (occurrence.problem() == Problem.METHOD_NOT_ALLOWED) {
            response.header(
                    "Allow",
                    String.join(", ", allowedMethods.at(context.request().path())));
        }
        if (occurrence.problem() == Problem.SESSION_REQUIRED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        var retryAfter = occurrence.retryAfter();
        if (retryAfter != null) {
            response.header("Retry-After", retryAfter.toSeconds());
        }
        return response.build();
    }
}
