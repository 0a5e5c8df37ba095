package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.evaluation.EvaluationRequest.Resource;
import pro.jit.permission.evaluation.EvaluationRequest.Subject;
import pro.jit.permission.problem.ProblemException;

/**
 * What a search asks: a question with one part left open. An {@code id} of that part is passed over, as the specification asks.
 *
 * <p>The readers throw {@link ProblemException} when a part is missing or of the wrong type.
 */
sealed interface SearchRequest {
    /**
     * Who may do this.
     *
     * @param organizationId of {@code subject.properties}: only those of this organization
     */
    record Subjects(String type, @Nullable String organizationId, String action, Resource resource)
            implements SearchRequest {}

    /** On what the subject may do this. */
    record Resources(Subject subject, String action, String type) implements SearchRequest {}

    /** What the subject may do there. */
    record Actions(Subject subject, Resource resource) implements SearchRequest {}

    static Subjects subjects(JsonNode body) {
        Entities.optional(body, "context", "context");
        var subject = Entities.required(body, null, "subject");
        var properties = Entities.optional(subject, "properties", "subject.properties");
        return new Subjects(
                Entities.text(subject, "subject", "type"),
                Entities.property(properties, "organization_id"),
                Entities.action(Entities.required(body, null, "action")),
                Entities.resource(Entities.required(body, null, "resource")));
    }

    static Resources resources(JsonNode body) {
        Entities.optional(body, "context", "context");
        var resource = Entities.required(body, null, "resource");
        Entities.optional(resource, "properties", "resource.properties");
        return new Resources(
                Entities.subject(Entities.required(body, null, "subject")),
                Entities.action(Entities.required(body, null, "action")),
                Entities.text(resource, "resource", "type"));
    }

    static Actions actions(JsonNode body) {
        Entities.optional(body, "context", "context");
        return new Actions(
                Entities.subject(Entities.required(body, null, "subject")),
                Entities.resource(Entities.required(body, null, "resource")));
    }
}
