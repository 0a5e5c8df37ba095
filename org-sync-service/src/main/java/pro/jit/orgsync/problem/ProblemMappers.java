package pro.jit.orgsync.problem;

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
import pro.jit.orgsync.feishu.FeishuFailure;

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
    Response scim(ScimException e) {
        return respond(e.error()).build();
    }

    @ServerExceptionMapper
    Response feishu(FeishuFailure e, RoutingContext context) {
        LOG.warnf("feishu failed  error=%s", e.getMessage());
        return respond(FeishuProblems.of(e), context);
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
        var status = e.getResponse().getStatus();
        // JAX-RS does not find an address of another resource class when it comes by a method that this class lacks.
        var known = status == 404 && allowedMethods.isKnown(context.request().path());
        var problem = known ? Problem.METHOD_NOT_ALLOWED : Problem.ofStatus(status);
        if (problem == Problem.INTERNAL_ERROR) {
            LOG.error("request failed", e);
        }
        return respond(problem == Problem.INVALID_REQUEST ? UNREADABLE : Occurrence.of(problem), context);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext context) {
        if (UnstorableText.in(e)) {
            LOG.warn("request with text that the database cannot hold");
            return respond(UnstorableText.PROBLEM, context);
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
        var response = ScimError.isFor(context)
                ? respond(ScimError.of(occurrence))
                : Response.status(occurrence.problem().status())
                        .type("application/problem+json")
                        .header("Cache-Control", "no-store")
                        .entity(problems.render(occurrence, context));
        if (occurrence.location() != null) {
            response.header("Location", occurrence.location());
        }
        if (occurrence.problem() == Problem.METHOD_NOT_ALLOWED) {
            response.header(
                    "Allow",
                    String.join(", ", allowedMethods.at(context.request().path())));
        }
        if (occurrence.problem() == Problem.SESSION_REQUIRED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    private static Response.ResponseBuilder respond(ScimError error) {
        return Response.status(error.status())
                .type(ScimError.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(error.body());
    }
}
