package pro.jit.permission.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a foreign JSON object, and says which one is wrong.
 *
 * @param path where the object is, for messages
 */
record EventFields(JsonNode object, String path) {
    EventFields {
        if (!object.isObject()) {
            throw new MalformedEvent(path + " is not an object");
        }
    }

    EventFields object(String name) {
        return new EventFields(object.path(name), name);
    }

    List<EventFields> objects(String name) {
        var array = object.path(name);
        if (!array.isArray()) {
            throw wrong(name, "is not an array");
        }
        var objects = new ArrayList<EventFields>(array.size());
        array.forEach(item -> objects.add(new EventFields(item, name)));
        return objects;
    }

    String text(String name) {
        var value = textOrNull(name);
        if (value == null || value.isEmpty()) {
            throw wrong(name, "is missing");
        }
        return value;
    }

    String oneOf(String name, Set<String> allowed) {
        var value = text(name);
        if (!allowed.contains(value)) {
            throw wrong(name, "is none of " + allowed.stream().sorted().toList());
        }
        return value;
    }

    @Nullable
    String textOrNull(String name) {
        var value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "is not a string");
        }
        if (value.textValue().indexOf('\0') >= 0) {
            throw wrong(name, "holds a NUL character");
        }
        return value.textValue();
    }

    long revision() {
        var value = object.path("revision");
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong("revision", "is not a number");
        }
        return value.longValue();
    }

    UUID uuid(String name) {
        return uuid(name, text(name));
    }

    @Nullable
    UUID uuidOrNull(String name) {
        var value = textOrNull(name);
        return value == null ? null : uuid(name, value);
    }

    private UUID uuid(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is not a UUID");
        }
    }

    private MalformedEvent wrong(String name, String what) {
        return new MalformedEvent(path + "." + name + " " + what);
    }
}
