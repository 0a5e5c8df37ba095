package pro.jit.orgsync.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Takes the fields of one record over, and stumbles over the first that is not what it should be. */
final class RecordReader {
    private static final int LONGEST = 1000;
    private static final int MOST = 1000;

    private final JsonNode record;
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

    RecordReader(JsonNode record) {
        this.record = record;
    }

    /** A field that is not what Feishu's documents say. */
    static final class Odd extends Exception {
        private static final long serialVersionUID = 1L;

        Odd(String message) {
            super(message);
        }
    }

    ObjectNode fields() {
        return fields;
    }

    boolean sent(String field) {
        return record.hasNonNull(field);
    }

    /** The text of a field; null if it was not sent. */
    @Nullable
    String text(String field) throws Odd {
        return text(record, field);
    }

    static @Nullable String text(JsonNode from, String field) throws Odd {
        var value = from.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Odd(field + " is not a text");
        }
        var text = value.textValue();
        if (text.length() > LONGEST) {
            throw new Odd(field + " is longer than " + LONGEST + " characters");
        }
        if (!storable(text)) {
            throw new Odd(field + " is not a text that can be kept");
        }
        return text;
    }

    /** PostgreSQL takes no NUL, and half a surrogate pair is no character. */
    private static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** Takes a text over; an empty one as null. */
    void take(String field) throws Odd {
        put(field, text(field));
    }

    /** Takes the name over; it may be empty, and is never null. */
    void takeName() throws Odd {
        var name = text("name");
        if (name != null) {
            fields.put("name", name);
        }
    }

    void put(String field, @Nullable String sent) {
        if (sent != null) {
            fields.put(field, sent.isEmpty() ? null : sent);
        }
    }

    static boolean flag(JsonNode from, String field) throws Odd {
        var value = from.get(field);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw new Odd(field + " is not true or false");
        }
        return value.booleanValue();
    }

    /** A list of ids; null if it was not sent. */
    @Nullable
    ArrayNode ids(String field) throws Odd {
        var list = list(field);
        if (list == null) {
            return null;
        }
        var ids = JsonNodeFactory.instance.arrayNode();
        for (var id : list) {
            if (!id.isTextual() || !FeishuRecord.isId(id.textValue())) {
                throw new Odd(field + " has an entry that is no id");
            }
            ids.add(id.textValue());
        }
        return ids;
    }

    /** A list; null if it was not sent. */
    @Nullable
    JsonNode list(String field) throws Odd {
        var list = record.get(field);
        if (list == null || list.isNull()) {
            return null;
        }
        if (!list.isArray()) {
            throw new Odd(field + " is not a list");
        }
        if (list.size() > MOST) {
            throw new Odd(field + " has more than " + MOST + " entries");
        }
        return list;
    }

    /** An object; null if it was not sent. */
    @Nullable
    JsonNode object(String field) throws Odd {
        var object = record.get(field);
        if (object == null || object.isNull()) {
            return null;
        }
        if (!object.isObject()) {
            throw new Odd(field + " is not an object");
        }
        return object;
    }

    /** What identifies the record, readable or not; null if it is not even an id. */
    static @Nullable String id(JsonNode record, String field) {
        var value = record.path(field).asText("");
        return record.path(field).isTextual() && FeishuRecord.isId(value) ? value : null;
    }

    /** The name as far as it can be shown. */
    static @Nullable String nameOrNull(JsonNode record) {
        try {
            return text(record, "name");
        } catch (Odd e) {
            return null;
        }
    }
}
