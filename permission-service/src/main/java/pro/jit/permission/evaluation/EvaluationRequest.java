package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/**
 * One question of AuthZEN's Authorization API 1.0, with what we read of it.
 *
 * @param subject whose properties may hold {@code organization_id}, {@code union_id}, {@code tenant_key}
 * @param action its name
 */
record EvaluationRequest(Subject subject, String action, Resource resource) {
    /** Who wants to act. */
    record Subject(
            String type,
            String id,
            @Nullable String organizationId,
            @Nullable String unionId,
            @Nullable String tenantKey) {}

    /** What is acted on. */
    record Resource(String type, String id) {}

    /**
     * Reads a question; a part it does not have is taken from {@code defaults}.
     *
     * @throws ProblemException when a part is missing or of the wrong type
     */
    static EvaluationRequest read(@Nullable JsonNode body, @Nullable JsonNode defaults) {
        var question = Entities.object(body);
        var subject = Entities.required(question, defaults, "subject");
        var action = Entities.required(question, defaults, "action");
        var resource = Entities.required(question, defaults, "resource");
        Entities.optional(question, "context", "context");
        return new EvaluationRequest(Entities.subject(subject), Entities.action(action), Entities.resource(resource));
    }
}
