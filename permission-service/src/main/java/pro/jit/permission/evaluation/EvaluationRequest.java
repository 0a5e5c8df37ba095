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
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "is not a JSON object");
        }
        var subject = part(body, defaults, "subject");
        var action = part(body, defaults, "action");
        var resource = part(body, defaults, "resource");
        object(body, "context");
        var properties = object(subject, "properties");
        object(action, "properties");
        object(resource, "properties");
        return new EvaluationRequest(
                new Subject(
                        text(subject, "subject", "type"),
                        text(subject, "subject", "id"),
                        textOrNull(properties, "organization_id"),
                        textOrNull(properties, "union_id"),
                        textOrNull(properties, "tenant_key")),
                text(action, "action", "name"),
                new Resource(text(resource, "resource", "type"), text(resource, "resource", "id")));
    }

    private static JsonNode part(JsonNode body, @Nullable JsonNode defaults, String name) {
        var part = body.path(name);
        if (part.isMissingNode() && defaults != null) {
            part = defaults.path(name);
        }
        if (!part.isObject()) {
            throw ProblemException.invalid(name, part.isMissingNode() ? "is missing" : "is not an object");
        }
        return part;
    }

    private static JsonNode object(JsonNode part, String name) {
        var value = part.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw ProblemException.invalid(name, "is not an object");
        }
        return value;
    }

    private static String text(JsonNode part, String partName, String name) {
        var value = part.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw ProblemException.invalid(partName + "." + name, "is missing or not a string");
        }
        return clean(partName + "." + name, value.textValue());
    }

    private static @Nullable String textOrNull(JsonNode properties, String name) {
        var value = properties.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw ProblemException.invalid("subject.properties." + name, "is not a string");
        }
        return value.textValue().isEmpty() ? null : clean("subject.properties." + name, value.textValue());
    }

    private static String clean(String field, String value) {
        if (value.indexOf('\0') >= 0 || value.length() > 1_000) {
            throw ProblemException.invalid(field, "is too long or holds a NUL character");
        }
        return value;
    }
}
