package pro.jit.orgsync.event;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a push: whom or what to look at, and nothing that it says of them.
 *
 * @param eventId Feishu's, the same in every repetition
 * @param type such as {@code contact.user.updated_v3}
 * @param openId of the person it is about; null when it is about no single person
 * @param openDepartmentId of the department it is about; null when it is about no single department
 */
record Hint(
        String eventId,
        String type,
        @Nullable String openId,
        @Nullable String openDepartmentId) {
    /** Somebody's token at Feishu is no longer good; why is not documented, so the person is read again and nothing else follows. */
    static final String USER_TOKEN = "auth.user_access_token.";

    private static final String USER = "contact.user.";
    private static final String DEPARTMENT = "contact.department.";

    /** What is to be done about it. */
    Kind kind() {
        if (type.startsWith(USER)) {
            return openId == null ? Kind.RUN : Kind.PERSON;
        }
        if (type.startsWith(DEPARTMENT)) {
            return openDepartmentId == null ? Kind.RUN : Kind.DEPARTMENT;
        }
        if (type.startsWith(USER_TOKEN)) {
            return openId == null ? Kind.NOTHING : Kind.PERSON;
        }
        return type.equals("contact.scope.updated_v3") ? Kind.RUN : Kind.NOTHING;
    }

    /** Whether it says that the person or department is gone; Feishu is asked all the same. */
    boolean saysGone() {
        return type.equals("contact.user.deleted_v3") || type.equals("contact.department.deleted_v3");
    }

    enum Kind {
        /** The person is read again. */
        PERSON,
        /** The department is read again. */
        DEPARTMENT,
        /** A whole synchronization, guarded as ever. */
        RUN,
        NOTHING
    }
}
