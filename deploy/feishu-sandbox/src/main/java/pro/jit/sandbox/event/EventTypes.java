package pro.jit.sandbox.event;

import java.util.List;
import java.util.stream.Stream;

/** The contact events, as Feishu spells them. */
public final class EventTypes {
    public static final String USER_CREATED = "contact.user.created_v3";
    public static final String USER_UPDATED = "contact.user.updated_v3";
    public static final String USER_DELETED = "contact.user.deleted_v3";
    public static final String DEPARTMENT_CREATED = "contact.department.created_v3";
    public static final String DEPARTMENT_UPDATED = "contact.department.updated_v3";
    public static final String DEPARTMENT_DELETED = "contact.department.deleted_v3";
    public static final String SCOPE_UPDATED = "contact.scope.updated_v3";

    /** Those that come of changes in the company. */
    public static final List<String> HAPPENING = List.of(
            USER_CREATED,
            USER_UPDATED,
            USER_DELETED,
            DEPARTMENT_CREATED,
            DEPARTMENT_UPDATED,
            DEPARTMENT_DELETED,
            SCOPE_UPDATED);

    /** What an app can subscribe to here. The types for employee types and custom attributes are accepted and never happen. */
    public static final List<String> ALL = Stream.concat(
                    HAPPENING.stream(),
                    Stream.of(
                            "contact.employee_type_enum.created_v3",
                            "contact.employee_type_enum.updated_v3",
                            "contact.employee_type_enum.deleted_v3",
                            "contact.employee_type_enum.actived_v3",
                            "contact.employee_type_enum.deactivated_v3",
                            "contact.custom_attr_event.updated_v3"))
            .toList();

    private EventTypes() {}
}
