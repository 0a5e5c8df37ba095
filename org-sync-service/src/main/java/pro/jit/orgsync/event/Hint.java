package pro.jit.orgsync.event;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a push: whom or what to look at, and nothing that it says of them.
 *
 * @param eventId Feishu's, the same in every repetition
 * @param type such as {@code contact.user.updated_v3}
 * @param openId of the person it is about; null when it is about no single person
 */
record Hint(String eventId, String type, @Nullable String openId) {
    private static final String USER = "contact.user.";

    /** What is to be done about it. */
    Kind kind() {
        if (type.startsWith(USER)) {
            return openId == null ? Kind.RUN : Kind.PERSON;
        }
        return type.startsWith("contact.department.") || type.equals("contact.scope.updated_v3")
                ? Kind.RUN
                : Kind.NOTHING;
    }

    /** Whether it says that the person is gone; Feishu is asked all the same. */
    boolean saysGone() {
        return type.equals("contact.user.deleted_v3");
    }

    enum Kind {
        /** The person is read again. */
        PERSON,
        /** A whole synchronization, guarded as ever. */
        RUN,
        NOTHING
    }
}
