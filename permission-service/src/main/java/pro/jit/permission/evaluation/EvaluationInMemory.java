package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.VerifiedTokens;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.problem.ProblemException;
import pro.jit.permission.problem.RequestId;

/**
 * Answers Access Evaluation on the event loop where the answer is a permit that follows from memory, to a caller whose token was verified a moment
 * ago: almost every question there is. Anything else, refusals and errors with it, goes on to {@link EvaluationResource}, which finds the body read.
 */
@ApplicationScoped
class EvaluationInMemory {
    /** Behind what gives the request its id and refuses large bodies, before Quarkus authenticates. */
    private static final int PRIORITY = 5_000;

    private static final String PATH = "/access/v1/evaluation";
    private static final String SCHEME = "Bearer ";
    private static final int LARGEST = 16 * 1024;

    private final VerifiedTokens tokens;
    private final EvaluateAccess evaluateAccess;
    private final ObjectMapper json;
    private final Counter answered;

    EvaluationInMemory(VerifiedTokens tokens, EvaluateAccess evaluateAccess, ObjectMapper json, MeterRegistry meters) {
        this.answered = meters.counter("jit_evaluations_in_memory");
        this.tokens = tokens;
        this.evaluateAccess = evaluateAccess;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var client = isQuestion(request) ? client(request) : Optional.<String>empty();
        if (client.isEmpty()) {
            context.next();
            return;
        }
        request.body()
                .compose(body -> {
                    leaveToOthers(context, body);
                    return answer(new Caller(client.get(), RequestId.of(context)), body);
                })
                .onComplete(permit -> send(context, permit));
        request.resume();
    }

    private static boolean isQuestion(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST)
                && PATH.equals(request.path())
                && isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))
                && acceptsJson(request.getHeader(HttpHeaders.ACCEPT))
                && isSmall(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static boolean acceptsJson(@Nullable String accept) {
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    private static boolean isSmall(@Nullable String contentLength) {
        try {
            return contentLength != null && Integer.parseInt(contentLength) <= LARGEST;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private Optional<String> client(HttpServerRequest request) {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.startsWith(SCHEME)
                ? tokens.client(authorization.substring(SCHEME.length()), "access:evaluate")
                : Optional.empty();
    }

    /** Empty where it is for others to say. */
    private Future<Optional<EvaluationAnswer>> answer(Caller caller, Buffer body) {
        try {
            var request = EvaluationRequest.read(json.readTree(body.getBytes()), null);
            var context = Vertx.currentContext();
            var permit = evaluateAccess.permit(caller, request, decide -> context.runOnContext(unused -> decide.run()));
            return Future.fromCompletionStage(permit, context);
        } catch (IOException | ProblemException e) {
            return Future.succeededFuture(Optional.empty());
        }
    }

    @SuppressWarnings(
            "deprecation") // What Quarkus REST reads a body from that was read before it; its successor is internal.
    private static void leaveToOthers(RoutingContext context, Buffer body) {
        context.setBody(body);
    }

    private void send(RoutingContext context, AsyncResult<Optional<EvaluationAnswer>> permit) {
        if (permit.failed() || permit.result().isEmpty()) {
            context.next();
            return;
        }
        try {
            answered.increment();
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
                    .end(Buffer.buffer(json.writeValueAsBytes(permit.result().get())));
        } catch (IOException e) {
            context.fail(e);
        }
    }
}
