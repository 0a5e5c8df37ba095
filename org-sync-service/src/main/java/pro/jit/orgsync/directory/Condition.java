package pro.jit.orgsync.directory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What must hold of the members or departments somebody looks for. What is not there equals nothing, begins with nothing and is neither before
 * nor after anything.
 *
 * @param <F> {@link MemberField} or {@link DepartmentField}
 */
public sealed interface Condition<F extends DirectoryField> {
    /** All of them; with none, everybody. */
    record All<F extends DirectoryField>(List<Condition<F>> conditions) implements Condition<F> {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** Any of them; with none, nobody. */
    record Any<F extends DirectoryField>(List<Condition<F>> conditions) implements Condition<F> {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** The contrary. */
    record Not<F extends DirectoryField>(Condition<F> condition) implements Condition<F> {}

    /** The field has a value. */
    record Present<F extends DirectoryField>(F field) implements Condition<F> {}

    /** A text is compared. */
    record Text<F extends DirectoryField>(F field, Match match, String value, boolean exactCase)
            implements Condition<F> {}

    /** A time is compared. */
    record Time<F extends DirectoryField>(F field, Order order, Instant value) implements Condition<F> {}

    /** The entity of this id, or one that is in the department or has the member of this id. */
    record Id<F extends DirectoryField>(F field, UUID value) implements Condition<F> {}

    /** How a text is held against another. */
    enum Match {
        EQUALS,
        CONTAINS,
        BEGINS,
        ENDS
    }

    /** How a time is held against another. */
    enum Order {
        BEFORE("<"),
        NOT_AFTER("<="),
        AT("="),
        NOT_BEFORE(">="),
        AFTER(">");

        private final String sql;

        Order(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }
    }

    /** Everybody. */
    static <F extends DirectoryField> Condition<F> everything() {
        return new All<>(List.of());
    }

    /** Nobody. */
    static <F extends DirectoryField> Condition<F> nothing() {
        return new Any<>(List.of());
    }
}
