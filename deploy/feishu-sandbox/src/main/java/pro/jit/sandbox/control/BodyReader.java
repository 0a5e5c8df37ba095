package pro.jit.sandbox.control;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads bodies to the letter: what is of another type, named twice, unknown, or null within a list is refused, never made to fit. */
final class BodyReader {
    private final ObjectMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    /** The object in this text, null standing for an empty one; an {@link IllegalArgumentException} that names the field in which it is wrong. */
    <B> B read(@Nullable String text, Class<B> type) {
        try {
            B value = json.readValue(text == null ? "{}" : text, type);
            if (value == null) {
                throw new IllegalArgumentException("The body must be a JSON object");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(whatIsWrong(e), e);
        }
    }

    // Jackson's own messages name classes of ours where it is the object that is wrong, and not the JSON.
    private static String whatIsWrong(JsonProcessingException problem) {
        return switch (problem) {
            case UnrecognizedPropertyException unknown -> "There is no field '" + field(unknown) + "'";
            case JsonMappingException mapping when mapping.getPath().isEmpty() -> "The body must be one JSON object";
            case MismatchedInputException mismatch -> field(mismatch) + " must be " + wanted(mismatch.getTargetType());
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException cause -> whatIsWrong(cause);
            case JsonMappingException mapping -> field(mapping) + " is not what it must be";
            default -> "The body is no JSON: " + problem.getOriginalMessage();
        };
    }

    private static String field(JsonMappingException problem) {
        var name = new StringBuilder();
        for (var step : problem.getPath()) {
            if (step.getFieldName() == null) {
                name.append('[').append(step.getIndex()).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return name.toString();
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "something else";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return Collection.class.isAssignableFrom(type) ? "a list without nulls" : "an object";
    }
}
