package pro.jit.sandbox.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Event types, as Feishu spells them. */
public final class EventTypes {
    /** All that tell of people, departments and the data range. */
    public static final Set<String> CONTACTS = Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(
            "contact.user.created_v3",
            "contact.user.updated_v3",
            "contact.user.deleted_v3",
            "contact.department.created_v3",
            "contact.department.updated_v3",
            "contact.department.deleted_v3",
            "contact.scope.updated_v3")));

    private EventTypes() {}
}
