package pro.jit.orgsync.feishu;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Which of Feishu's permissions make it tell what (feishu: contacts, "permission" of each field).
 *
 * @see <a href="https://open.feishu.cn/document/server-docs/contact-v3/resources">Feishu: contacts</a>
 */
public final class Permissions {
    /** Reading the company's name and key. */
    public static final String TENANT = "tenant:tenant:readonly";
    /** Reading the app's own description. */
    public static final String SELF_MANAGE = "application:application:self_manage";
    /** Any of them lets an app read contacts at all. */
    public static final SequencedSet<String> CONTACTS = ordered(
            "contact:contact.base:readonly",
            "contact:contact:readonly_as_app",
            "contact:contact:access_as_app",
            "contact:contact:readonly");
    /** Any of them tells every field but those in {@link #ALWAYS_ON_THEIR_OWN}. */
    private static final Set<String> BROAD =
            Set.of("contact:contact:readonly_as_app", "contact:contact:access_as_app", "contact:contact:readonly");

    private static final Set<String> ALWAYS_ON_THEIR_OWN = Set.of(
            "contact:user.employee_id:readonly",
            "contact:user.email:readonly",
            "contact:user.phone:readonly",
            TENANT,
            SELF_MANAGE);

    private static final Map<String, String> MEMBER_FIELDS = new LinkedHashMap<>();
    private static final Map<String, String> DEPARTMENT_FIELDS = new LinkedHashMap<>();

    static {
        MEMBER_FIELDS.put("name", "contact:user.base:readonly");
        MEMBER_FIELDS.put("user_id", "contact:user.employee_id:readonly");
        MEMBER_FIELDS.put("email", "contact:user.email:readonly");
        MEMBER_FIELDS.put("mobile", "contact:user.phone:readonly");
        MEMBER_FIELDS.put("employee_no", "contact:user.employee:readonly");
        MEMBER_FIELDS.put("job_title", "contact:user.employee:readonly");
        MEMBER_FIELDS.put("status", "contact:user.employee:readonly");
        MEMBER_FIELDS.put("department_ids", "contact:user.department:readonly");
        DEPARTMENT_FIELDS.put("name", "contact:department.base:readonly");
        DEPARTMENT_FIELDS.put("parent", "contact:department.organize:readonly");
        DEPARTMENT_FIELDS.put("order", "contact:department.organize:readonly");
    }

    private Permissions() {}

    /** Our fields of a member, each with the permission that makes Feishu tell it. */
    public static Map<String, String> memberFields() {
        return Collections.unmodifiableMap(MEMBER_FIELDS);
    }

    /** The same of a department. */
    public static Map<String, String> departmentFields() {
        return Collections.unmodifiableMap(DEPARTMENT_FIELDS);
    }

    /** Everything we can make use of as the app itself. */
    public static SequencedSet<String> wantedAsApp() {
        var wanted = new LinkedHashSet<String>();
        wanted.add(CONTACTS.getFirst());
        wanted.addAll(DEPARTMENT_FIELDS.values());
        wanted.addAll(MEMBER_FIELDS.values());
        wanted.add(TENANT);
        wanted.add(SELF_MANAGE);
        return wanted;
    }

    /** What a person may be asked for when they sign in. */
    public static SequencedSet<String> wantedAsUser() {
        return ordered(
                CONTACTS.getFirst(),
                "contact:user.base:readonly",
                "contact:user.employee_id:readonly",
                "contact:user.email:readonly",
                "contact:user.phone:readonly");
    }

    /** Those of {@code wanted} that {@code granted} does not come to. */
    public static List<String> missing(Collection<String> wanted, Set<String> granted) {
        var broad = BROAD.stream().anyMatch(granted::contains);
        var missing = new ArrayList<String>();
        for (var permission : wanted) {
            if (!granted.contains(permission) && !(broad && !ALWAYS_ON_THEIR_OWN.contains(permission))) {
                missing.add(permission);
            }
        }
        return missing;
    }

    private static SequencedSet<String> ordered(String... permissions) {
        return Collections.unmodifiableSequencedSet(new LinkedHashSet<>(List.of(permissions)));
    }
}
