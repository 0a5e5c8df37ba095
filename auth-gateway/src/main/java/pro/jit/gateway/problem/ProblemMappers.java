package pro.jit.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ProcessingException;
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
    private static final Occurrence UNREADABLE = Occurrence.of(Problem.INVALID_REQUEST)
            .errors(List.of(new FieldError("request", "has a header or a parameter that cannot be read")));

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
        return respond(Occurrence.of(Problem.SESSION_REQUIRED, "The token is not good."), context);
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext context) {
        return respond(Occurrence.of(Problem.FORBIDDEN, "The token lacks the scope this needs."), context);
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
        var problem =
                switch (e.getResponse().getStatus()) {
                    case 401 -> Problem.SESSION_REQUIRED;
                    case 403 -> Problem.FORBIDDEN;
                    case 404 -> Problem.NOT_FOUND;
                    case 405 -> Problem.METHOD_NOT_ALLOWED;
                    case 406 -> Problem.NOT_ACCEPTABLE;
                    case 413 -> Problem.PAYLOAD_TOO_LARGE;
                    case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE;
                    default -> e.getResponse().getStatus() < 500 ? Problem.INVALID_REQUEST : Problem.INTERNAL_ERROR;
                };
        if (problem == Problem.INTERNAL_ERROR) {
            LOG.error("request failed", e);
        }
        return respond(problem == Problem.INVALID_REQUEST ? UNREADABLE : Occurrence.of(problem), context);
    }

    @ServerExceptionMapper
    Response processing(ProcessingException e, RoutingContext context) {
        return unexpected(e, context);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext context) {
        var outage = Outage.in(e);
        if (outage.isPresent()) {
            LOG.warnf("request not served error=%s", e.getClass().getSimpleName());
            return respond(outage.get(), context);
        }
        if (UnstorableText.in(e)) {
            LOG.warn("request with text that the database cannot hold");
            return respond(UnstorableText.PROBLEM, context);
        }
        if (UnreadableForm.in(e)) {
            LOG.warn("request with a form that cannot be decoded");
            return respond(UnreadableForm.PROBLEM, context);
        }
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
        return Occurrence.of(Problem.INVALID_REQUEST)
                .errors(List.of(new FieldError(path.isEmpty() ? "body" : path, message)));
    }

    private Response respond(Occurrence occurrence, RoutingContext context) {
        var audience = Audience.of(context);
        var rendered = problems.render(occurrence, audience);
        var response = Response.status(rendered.status()).entity(rendered.body());
        rendered.headers().forEach(response::header);
        if (occurrence.problem() == Problem.METHOD_NOT_ALLOWED) {
            response.header(
                    "Allow",
                    String.join(", ", allowedMethods.at(context.request().path())));
        }
        if (occurrence.problem() == Problem.SESSION_REQUIRED && !audience.page()) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }
}
