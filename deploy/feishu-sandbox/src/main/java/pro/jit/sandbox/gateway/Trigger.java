package pro.jit.sandbox.gateway;

import java.util.List;

/**
 * What happens elsewhere while a call is answered, such as a department that closes between two pages. No other call is answered in
 * between.
 *
 * @param moment before the answer is made, so that it shows the changes, or when it is on its way
 * @param changes one after the other; those after one that is refused do not happen
 */
public record Trigger(Moment moment, List<? extends Change> changes) {
    /** When it happens. */
    public enum Moment {
        BEFORE,
        AFTER
    }

    /** One thing that happens. */
    public interface Change {
        /** Lets it happen; an {@link IllegalArgumentException} or {@code UnknownInCompany} if it cannot. */
        void happen();
    }

    public Trigger {
        changes = List.copyOf(changes);
    }
}
