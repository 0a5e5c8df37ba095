package pro.jit.sandbox.contact;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;

/** The names of a person's fields, encoded once. */
enum PersonField {
    OPEN_ID("open_id"),
    UNION_ID("union_id"),
    MOBILE_VISIBLE("mobile_visible"),
    USER_ID("user_id"),
    EMAIL("email"),
    MOBILE("mobile"),
    GENDER("gender"),
    EMPLOYEE_NO("employee_no"),
    IS_FROZEN("is_frozen"),
    NAME("name"),
    EN_NAME("en_name"),
    NICKNAME("nickname"),
    AVATAR("avatar"),
    AVATAR_72("avatar_72"),
    AVATAR_240("avatar_240"),
    AVATAR_640("avatar_640"),
    AVATAR_ORIGIN("avatar_origin"),
    DEPARTMENT_IDS("department_ids"),
    LEADER_USER_ID("leader_user_id"),
    ORDERS("orders"),
    DEPARTMENT_ID("department_id"),
    USER_ORDER("user_order"),
    DEPARTMENT_ORDER("department_order"),
    IS_PRIMARY_DEPT("is_primary_dept"),
    STATUS("status"),
    IS_RESIGNED("is_resigned"),
    IS_ACTIVATED("is_activated"),
    IS_EXITED("is_exited"),
    IS_UNJOIN("is_unjoin"),
    CITY("city"),
    COUNTRY("country"),
    WORK_STATION("work_station"),
    JOIN_TIME("join_time"),
    IS_TENANT_MANAGER("is_tenant_manager"),
    EMPLOYEE_TYPE("employee_type"),
    JOB_TITLE("job_title"),
    ENTERPRISE_EMAIL("enterprise_email"),
    CUSTOM_ATTRS("custom_attrs");

    @SuppressWarnings(
            "ImmutableEnumChecker") // Jackson's only implementation never changes, and says so in no annotation.
    private final SerializableString wire;

    PersonField(String wire) {
        this.wire = new SerializedString(wire);
    }

    SerializableString wire() {
        return wire;
    }
}
