package pro.jit.sandbox.contact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the fields of a person. Looking at every character of names, ids and addresses for something to escape would take most of the time of
 * a page, so names are encoded once, and what cannot hold such a character is copied.
 */
record FieldWriter(JsonGenerator out) {
    FieldWriter name(PersonField name) throws IOException {
        out.writeFieldName(name.wire());
        return this;
    }

    void text(PersonField name, String value) throws IOException {
        name(name);
        out.writeString(value);
    }

    void text(PersonField name, SerializableString value) throws IOException {
        name(name);
        out.writeString(value);
    }

    /** An id or address of the sandbox's own making, in which nothing has to be escaped. */
    void plain(PersonField name, String value) throws IOException {
        name(name);
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeRawUTF8String(bytes, 0, bytes.length);
    }

    void number(PersonField name, long value) throws IOException {
        name(name);
        out.writeNumber(value);
    }

    void flag(PersonField name, boolean value) throws IOException {
        name(name);
        out.writeBoolean(value);
    }
}
