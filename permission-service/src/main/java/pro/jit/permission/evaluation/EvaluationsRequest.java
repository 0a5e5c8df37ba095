package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/**
 * Many questions in one request.
 *
 * @param questions each an element of {@code evaluations}, not looked at yet; empty where the request is a single question
 * @param defaults the body, whose {@code subject}, {@code action} and {@code resource} stand in for what a question does not have
 */
record EvaluationsRequest(List<JsonNode> questions, JsonNode defaults, Semantic semantic) {
    private static final int MOST = 1_000;

    EvaluationsRequest {
        questions = List.copyOf(questions);
    }

    /** Which answer is the last one ({@code options.evaluations_semantic}). */
    enum Semantic {
        EXECUTE_ALL,
        DENY_ON_FIRST_DENY,
        PERMIT_ON_FIRST_PERMIT;

        private static Semantic of(JsonNode value) {
            if (value.isMissingNode()) {
                return EXECUTE_ALL;
            }
            return switch (value.asText()) {
                case "execute_all" -> EXECUTE_ALL;
                case "deny_on_first_deny" -> DENY_ON_FIRST_DENY;
                case "permit_on_first_permit" -> PERMIT_ON_FIRST_PERMIT;
                default -> throw ProblemException.invalid("options.evaluations_semantic", "is not known");
            };
        }

        /** Whether nothing more is asked after this decision. */
        boolean stopsAfter(boolean decision) {
            return switch (this) {
                case EXECUTE_ALL -> false;
                case DENY_ON_FIRST_DENY -> !decision;
                case PERMIT_ON_FIRST_PERMIT -> decision;
            };
        }
    }

    /**
     * Reads what concerns the request as a whole; a question that is wrong is told of in its own answer.
     *
     * @throws ProblemException when the body is none of this route
     */
    static EvaluationsRequest read(@Nullable JsonNode body) {
        var defaults = Entities.object(body);
        for (var name : List.of("subject", "action", "resource", "context")) {
            Entities.optional(defaults, name, name);
        }
        var semantic =
                Semantic.of(Entities.optional(defaults, "options", "options").path("evaluations_semantic"));
        var evaluations = defaults.path("evaluations");
        if ((!evaluations.isMissingNode() && !evaluations.isArray()) || evaluations.size() > MOST) {
            throw ProblemException.invalid("evaluations", "is not an array of at most " + MOST);
        }
        var questions = new ArrayList<JsonNode>();
        evaluations.forEach(questions::add);
        return new EvaluationsRequest(questions, defaults, semantic);
    }
}
