package pro.jit.orgsync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.problem.ScimException;

/**
 * Which attributes of a resource are told (RFC 7644 section 3.9). {@code id} and {@code schemas} always are.
 *
 * @param only these, in lower case; all if empty
 * @param without these
 */
record Projection(Set<String> only, Set<String> without) {
    private static final Set<String> ALWAYS = Set.of("id", "schemas");
    private static final List<String> CORE =
            List.of(ScimSchema.USER.toLowerCase(Locale.ROOT) + ":", ScimSchema.GROUP.toLowerCase(Locale.ROOT) + ":");

    Projection {
        only = Set.copyOf(only);
        without = Set.copyOf(without);
    }

    /** As the parameters say; both at once contradict each other. */
    static Projection of(@Nullable String attributes, @Nullable String excludedAttributes) {
        var projection = new Projection(names(attributes), names(excludedAttributes));
        if (!projection.only().isEmpty() && !projection.without().isEmpty()) {
            throw ScimException.invalidValue("attributes and excludedAttributes cannot both be given.");
        }
        return projection;
    }

    private static Set<String> names(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1))
                        .map(name -> withoutCore(name.strip().toLowerCase(Locale.ROOT)))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
    }

    private static String withoutCore(String name) {
        return CORE.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(schema -> name.substring(schema.length()))
                .orElse(name);
    }

    /** Whether anything of an attribute is told. */
    boolean tells(String attribute) {
        return only.isEmpty()
                ? !without.contains(attribute)
                : only.contains(attribute) || only.stream().anyMatch(name -> name.startsWith(attribute + "."));
    }

    /** The resource without what is not to be told. */
    ObjectNode of(ObjectNode resource) {
        var told = resource.objectNode();
        for (var attribute : resource.properties()) {
            var name = attribute.getKey().toLowerCase(Locale.ROOT);
            if (ALWAYS.contains(name)) {
                told.set(attribute.getKey(), attribute.getValue());
            } else if (only.isEmpty() ? !without.contains(name) : only.contains(name)) {
                told.set(attribute.getKey(), parts(attribute.getValue(), part -> !without.contains(part(name, part))));
            } else if (!only.isEmpty()) {
                var parts = parts(attribute.getValue(), part -> only.contains(part(name, part)));
                if (saysAnything(parts)) {
                    told.set(attribute.getKey(), parts);
                }
            }
        }
        return told;
    }

    private static boolean saysAnything(JsonNode parts) {
        return parts.isArray() ? parts.valueStream().anyMatch(item -> !item.isEmpty()) : !parts.isEmpty();
    }

    private static String part(String attribute, String part) {
        return attribute + (attribute.startsWith("urn:") ? ":" : ".") + part.toLowerCase(Locale.ROOT);
    }

    private static JsonNode parts(JsonNode value, Predicate<String> told) {
        if (value.isObject()) {
            var object = ((ObjectNode) value).objectNode();
            value.properties().stream()
                    .filter(part -> told.test(part.getKey()))
                    .forEach(part -> object.set(part.getKey(), part.getValue()));
            return object;
        }
        if (value.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> array.add(parts(item, told)));
            return array;
        }
        return value;
    }
}
