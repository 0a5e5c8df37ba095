package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.Callers;
import pro.jit.permission.problem.ProblemException;

/**
 * AuthZEN Authorization API 1.0.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html">Authorization API 1.0</a>
 */
@Path("/")
@RunOnVirtualThread
public class EvaluationResource {
    private static final int MOST_EVALUATIONS = 1_000;

    private final EvaluateAccess evaluateAccess;
    private final Callers callers;
    private final String baseUrl;

    EvaluationResource(
            EvaluateAccess evaluateAccess,
            Callers callers,
            @ConfigProperty(name = "jit.permission-base-url") String baseUrl) {
        this.evaluateAccess = evaluateAccess;
        this.callers = callers;
        this.baseUrl = baseUrl;
    }

    @Operation(summary = "Access Evaluation: one question, one decision; a deny is 200")
    @POST
    @Path("/access/v1/evaluation")
    @RolesAllowed("access:evaluate")
    public EvaluationAnswer evaluation(@Nullable JsonNode body) {
        return evaluateAccess.evaluate(callers.current(), EvaluationRequest.read(body, null));
    }

    @Operation(summary = "Access Evaluations: many questions, each answered, with what they have in common said once")
    @POST
    @Path("/access/v1/evaluations")
    @RolesAllowed("access:evaluate")
    public Map<String, Object> evaluations(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "is not a JSON object");
        }
        var questions = body.path("evaluations");
        if (questions.isMissingNode() || (questions.isArray() && questions.isEmpty())) {
            var answer = evaluation(body);
            return Map.of("decision", answer.decision(), "context", answer.context());
        }
        if (!questions.isArray() || questions.size() > MOST_EVALUATIONS) {
            throw ProblemException.invalid("evaluations", "is not an array of at most " + MOST_EVALUATIONS);
        }
        var stopAt = Semantic.of(body.path("options").path("evaluations_semantic"));
        List<Object> answers = new ArrayList<>();
        for (var question : questions) {
            var answer = evaluateAccess.evaluate(callers.current(), EvaluationRequest.read(question, body));
            answers.add(answer);
            if (stopAt.stopsAfter(answer.decision())) {
                break;
            }
        }
        return Map.of("evaluations", answers);
    }

    @Operation(summary = "Policy Decision Point Metadata")
    @GET
    @Path("/.well-known/authzen-configuration")
    @PermitAll
    public Map<String, String> metadata() {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("policy_decision_point", baseUrl);
        metadata.put("access_evaluation_endpoint", baseUrl + "/access/v1/evaluation");
        metadata.put("access_evaluations_endpoint", baseUrl + "/access/v1/evaluations");
        return metadata;
    }

    private enum Semantic {
        EXECUTE_ALL,
        DENY_ON_FIRST_DENY,
        PERMIT_ON_FIRST_PERMIT;

        static Semantic of(JsonNode value) {
            return switch (value.asText("execute_all")) {
                case "execute_all" -> EXECUTE_ALL;
                case "deny_on_first_deny" -> DENY_ON_FIRST_DENY;
                case "permit_on_first_permit" -> PERMIT_ON_FIRST_PERMIT;
                default -> throw ProblemException.invalid("options.evaluations_semantic", "is not known");
            };
        }

        boolean stopsAfter(boolean decision) {
            return switch (this) {
                case EXECUTE_ALL -> false;
                case DENY_ON_FIRST_DENY -> !decision;
                case PERMIT_ON_FIRST_PERMIT -> decision;
            };
        }
    }
}
