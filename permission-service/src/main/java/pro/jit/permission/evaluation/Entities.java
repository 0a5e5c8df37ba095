package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.problem.ProblemException;

/**
 * Reads the entities of AuthZEN's information model from JSON. Fields that are not known are passed over, as the specification asks.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html#name-information-model">Authorization API 1.0, information model</a>
 */
final class Entities {
    private static final int LONGEST = 1_000;

    private Entities() {}

    /** The body of a request, or one of several questions in it. */
    static JsonNode object(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "is not a JSON object");
        }
        return body;
    }

    /** An entity that must be there: of the question itself, else as a whole of {@code defaults}. */
    static JsonNode required(JsonNode question, @Nullable JsonNode defaults, String name) {
        var part = question.path(name);
        if (part.isMissingNode() && defaults != null) {
            part = defaults.path(name);
        }
        if (!part.isObject()) {
            throw ProblemException.invalid(name, part.isMissingNode() ? "is missing" : "is not an object");
        }
        return part;
    }

    /** An object that may be there. */
    static JsonNode optional(JsonNode parent, String name, String field) {
        var value = parent.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw ProblemException.invalid(field, "is not an object");
        }
        return value;
    }

    static EvaluationRequest.Subject subject(JsonNode part) {
        var properties = optional(part, "properties", "subject.properties");
        return new EvaluationRequest.Subject(
                text(part, "subject", "type"),
                text(part, "subject", "id"),
                property(properties, "organization_id"),
                property(properties, "union_id"),
                property(properties, "tenant_key"));
    }

    static String action(JsonNode part) {
        optional(part, "properties", "action.properties");
        return text(part, "action", "name");
    }

    static EvaluationRequest.Resource resource(JsonNode part) {
        optional(part, "properties", "resource.properties");
        return new EvaluationRequest.Resource(text(part, "resource", "type"), text(part, "resource", "id"));
    }

    /** A text that must be there and say something. */
    static String text(JsonNode part, String partName, String name) {
        var value = part.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw ProblemException.invalid(partName + "." + name, "is missing or not a string");
        }
        return clean(partName + "." + name, value.textValue());
    }

    /** A property of the subject; null if it is not there or empty. */
    static @Nullable String property(JsonNode properties, String name) {
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
        if (value.indexOf('\0') >= 0 || value.length() > LONGEST) {
            throw ProblemException.invalid(field, "is too long or holds a NUL character");
        }
        return value;
    }
}
