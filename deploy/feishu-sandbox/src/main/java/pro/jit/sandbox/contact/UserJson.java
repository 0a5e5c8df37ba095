package pro.jit.sandbox.contact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.function.Function;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Person;

/** A person on the wire. */
final class UserJson {
    private final Avatars avatars;

    UserJson(Avatars avatars) {
        this.avatars = avatars;
    }

    /** As {@code users/:user_id} has it. */
    JsonObject of(ContactView view, Person person) {
        return new JsonObject(Json.encodeToBuffer(new Entry(new PersonFields(view, avatars), person, false)));
    }

    /** As lists and batches have it, with {@code is_frozen} at the top too. */
    JsonObject inList(ContactView view, Person person) {
        return new JsonObject(Json.encodeToBuffer(listed(view).apply(person)));
    }

    /**
     * The same for the people of one answer, each written straight into it: a value that a {@code JsonArray} may hold and that nothing but
     * encoding it gets anything out of. A tree of each person would take most of the time that a page takes.
     */
    Function<Person, Object> listed(ContactView view) {
        var fields = new PersonFields(view, avatars);
        return person -> new Entry(fields, person, true);
    }

    private static final class Entry extends JsonSerializable.Base {
        private final PersonFields fields;
        private final Person person;
        private final boolean inList;

        Entry(PersonFields fields, Person person, boolean inList) {
            this.fields = fields;
            this.person = person;
            this.inList = inList;
        }

        @Override
        public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
            fields.write(out, person, inList);
        }

        @Override
        public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            serialize(out, provider);
        }
    }
}
