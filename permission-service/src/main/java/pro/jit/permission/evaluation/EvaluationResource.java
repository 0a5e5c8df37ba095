package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.Callers;
import pro.jit.permission.problem.ProblemException;

/**
 * Access Evaluation and Access Evaluations of AuthZEN's Authorization API 1.0.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html">Authorization API 1.0</a>
 */
@Path("/access/v1")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EvaluationResource {
    private final EvaluateAccess evaluateAccess;
    private final Callers callers;

    EvaluationResource(EvaluateAccess evaluateAccess, Callers callers) {
        this.evaluateAccess = evaluateAccess;
        this.callers = callers;
    }

    @Operation(summary = "Access Evaluation: one question, one decision; a deny is 200")
    @POST
    @Path("/evaluation")
    @RolesAllowed("access:evaluate")
    public EvaluationAnswer evaluation(@Nullable JsonNode body) {
        return evaluateAccess.evaluate(callers.current(), EvaluationRequest.read(body, null));
    }

    /** Without {@code evaluations}, or with none in it, the request is a single question and is answered as one. */
    @Operation(summary = "Access Evaluations: many questions, each answered, with what they have in common said once")
    @POST
    @Path("/evaluations")
    @RolesAllowed("access:evaluate")
    public Map<String, Object> evaluations(@Nullable JsonNode body) {
        var request = EvaluationsRequest.read(body);
        if (request.questions().isEmpty()) {
            var answer = evaluation(body);
            return Map.of("decision", answer.decision(), "context", answer.context());
        }
        var asking = evaluateAccess.begin(callers.current());
        List<EvaluationAnswer> answers = new ArrayList<>();
        for (var question : request.questions()) {
            var answer = oneOfMany(asking, question, request.defaults());
            answers.add(answer);
            if (request.semantic().stopsAfter(answer.decision())) {
                break;
            }
        }
        evaluateAccess.record(asking);
        return Map.of("evaluations", answers);
    }

    private EvaluationAnswer oneOfMany(EvaluateAccess.Asking asking, JsonNode question, JsonNode defaults) {
        EvaluationRequest request;
        try {
            request = EvaluationRequest.read(question, defaults);
        } catch (ProblemException e) {
            return EvaluationAnswer.invalid(e.sentence());
        }
        return evaluateAccess.evaluate(asking, request);
    }
}
