package pro.jit.sandbox.contact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pro.jit.sandbox.gateway.Caller;
import pro.jit.sandbox.model.Avatars;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonStatus;
import pro.jit.sandbox.model.Scopes;

/**
 * Writes people as one call sees them: fields whose scope is lacking are absent; e-mail, mobile and user_id come with their own scope only.
 * What is the same for everybody on a page is worked out once: the permissions, and the ids of their departments and leaders. Good for one
 * answer, in which the company does not change.
 */
final class PersonFields {
    private static final Set<String> BASE = with(Scopes.USER_BASE);
    private static final Set<String> DEPARTMENT = with(Scopes.USER_DEPARTMENT);
    private static final Set<String> EMPLOYEE = with(Scopes.USER_EMPLOYEE);
    private static final Set<String> EMPLOYEE_NO = with(Scopes.USER_EMPLOYEE, Scopes.USER_EMPLOYEE_NUMBER);

    private static final SerializableString NOBODY = new SerializedString("");

    private final ContactView view;
    private final String appId;
    private final Avatars avatars;
    private final boolean userId;
    private final boolean base;
    private final boolean email;
    private final boolean mobile;
    private final boolean gender;
    private final boolean department;
    private final boolean employee;
    private final boolean employeeNo;
    private final Map<String, SerializableString> departmentIds = new HashMap<>();
    private final Map<String, SerializableString> leaderIds = new HashMap<>();

    PersonFields(ContactView view, Avatars avatars) {
        this.view = view;
        this.avatars = avatars;
        Caller caller = view.caller();
        this.appId = caller.app().appId();
        this.userId = caller.has(Scopes.USER_ID);
        this.base = caller.hasAny(BASE);
        this.email = caller.has(Scopes.USER_EMAIL);
        this.mobile = caller.has(Scopes.USER_PHONE);
        this.gender = caller.has(Scopes.USER_GENDER);
        this.department = caller.hasAny(DEPARTMENT);
        this.employee = caller.hasAny(EMPLOYEE);
        this.employeeNo = caller.hasAny(EMPLOYEE_NO);
    }

    /**
     * Writes a person.
     *
     * @param inList whether {@code is_frozen} stands at the top too, as lists and batches have it
     */
    void write(JsonGenerator generator, Person person, boolean inList) throws IOException {
        var out = new FieldWriter(generator);
        generator.writeStartObject();
        out.plain(PersonField.OPEN_ID, person.openId(appId));
        out.plain(PersonField.UNION_ID, person.unionId());
        out.flag(PersonField.MOBILE_VISIBLE, true);
        if (userId) {
            out.text(PersonField.USER_ID, person.userId());
        }
        if (base) {
            writeBase(out, person);
        }
        if (email) {
            out.text(PersonField.EMAIL, person.email());
        }
        if (mobile) {
            out.text(PersonField.MOBILE, person.mobile());
        }
        if (gender) {
            out.number(PersonField.GENDER, person.gender());
        }
        if (department) {
            writeDepartments(out, person);
        }
        if (employee) {
            writeEmployment(out, person);
        }
        if (employeeNo) {
            out.text(PersonField.EMPLOYEE_NO, person.employeeNo());
        }
        if (employee && inList) {
            out.flag(PersonField.IS_FROZEN, person.status() == PersonStatus.FROZEN);
        }
        generator.writeEndObject();
    }

    private void writeBase(FieldWriter out, Person person) throws IOException {
        out.text(PersonField.NAME, person.name());
        out.text(PersonField.EN_NAME, person.enName());
        out.text(PersonField.NICKNAME, person.nickname());
        out.name(PersonField.AVATAR).out().writeStartObject();
        out.plain(PersonField.AVATAR_72, avatars.of(person, 72));
        out.plain(PersonField.AVATAR_240, avatars.of(person, 240));
        var largest = avatars.of(person, 640);
        out.plain(PersonField.AVATAR_640, largest);
        out.plain(PersonField.AVATAR_ORIGIN, largest);
        out.out().writeEndObject();
    }

    private void writeDepartments(FieldWriter out, Person person) throws IOException {
        var shown = departmentsOf(person);
        out.name(PersonField.DEPARTMENT_IDS).out().writeStartArray();
        for (var id : shown) {
            out.out().writeString(id);
        }
        out.out().writeEndArray();
        out.text(PersonField.LEADER_USER_ID, person.leader() == null ? NOBODY : leaderId(person.leader()));
        out.name(PersonField.ORDERS).out().writeStartArray();
        for (int place = 0; place < shown.size(); place++) {
            out.out().writeStartObject();
            out.text(PersonField.DEPARTMENT_ID, shown.get(place));
            out.number(PersonField.USER_ORDER, 0);
            out.number(PersonField.DEPARTMENT_ORDER, shown.size() - place);
            out.flag(PersonField.IS_PRIMARY_DEPT, place == 0);
            out.out().writeEndObject();
        }
        out.out().writeEndArray();
    }

    /** UNCONFIRMED (contract §5.5) that the root is among them, as {@code 0}. */
    private List<SerializableString> departmentsOf(Person person) {
        var shown = new ArrayList<SerializableString>();
        if (person.status().inDepartments()) {
            for (var id : person.departments()) {
                shown.add(departmentId(id));
            }
        }
        return shown;
    }

    private SerializableString departmentId(String id) {
        return departmentIds.computeIfAbsent(
                id, any -> new SerializedString(view.ids().departmentId(view.company(), any)));
    }

    private SerializableString leaderId(String key) {
        return leaderIds.computeIfAbsent(
                key, any -> new SerializedString(view.ids().personId(view.company(), any)));
    }

    private static void writeEmployment(FieldWriter out, Person person) throws IOException {
        var status = person.status();
        out.name(PersonField.STATUS).out().writeStartObject();
        out.flag(PersonField.IS_FROZEN, status == PersonStatus.FROZEN);
        out.flag(PersonField.IS_RESIGNED, status == PersonStatus.RESIGNED);
        out.flag(PersonField.IS_ACTIVATED, status.activated());
        out.flag(PersonField.IS_EXITED, status == PersonStatus.EXITED);
        out.flag(PersonField.IS_UNJOIN, status == PersonStatus.NOT_JOINED);
        out.out().writeEndObject();
        out.text(PersonField.CITY, person.city());
        out.plain(PersonField.COUNTRY, "CN");
        out.plain(PersonField.WORK_STATION, "");
        out.number(PersonField.JOIN_TIME, person.joinTime());
        out.flag(PersonField.IS_TENANT_MANAGER, person.number() == 1);
        out.number(PersonField.EMPLOYEE_TYPE, 1);
        out.text(PersonField.JOB_TITLE, person.jobTitle());
        out.text(PersonField.ENTERPRISE_EMAIL, person.enterpriseEmail());
        out.name(PersonField.CUSTOM_ATTRS).out().writeStartArray();
        out.out().writeEndArray();
    }

    private static Set<String> with(String... scopes) {
        var all = new LinkedHashSet<>(Scopes.BROAD);
        all.addAll(Set.of(scopes));
        return all;
    }
}
