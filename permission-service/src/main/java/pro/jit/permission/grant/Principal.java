package pro.jit.permission.grant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom a grant speaks of, within one organization. */
public sealed interface Principal {
    /** One person. */
    record OneMember(UUID memberId) implements Principal {}

    /** A department's own people, and those of the departments below it if so granted. */
    record OneDepartment(UUID departmentId, boolean includeSubDepartments) implements Principal {}

    /** Every member of the organization. */
    record Everyone() implements Principal {}

    /** {@code member}, {@code department} or {@code everyone}. */
    default String type() {
        return switch (this) {
            case OneMember member -> "member";
            case OneDepartment department -> "department";
            case Everyone everyone -> "everyone";
        };
    }

    /** The member's or department's id; null for everyone. */
    default @Nullable UUID id() {
        return switch (this) {
            case OneMember member -> member.memberId();
            case OneDepartment department -> department.departmentId();
            case Everyone everyone -> null;
        };
    }

    /** The principal of this type; {@code id} may be null for everyone alone. */
    static Principal of(String type, @Nullable UUID id, boolean includeSubDepartments) {
        if (type.equals("everyone")) {
            return new Everyone();
        }
        if (id == null) {
            throw new IllegalArgumentException("a principal of type " + type + " needs an id");
        }
        return switch (type) {
            case "member" -> new OneMember(id);
            case "department" -> new OneDepartment(id, includeSubDepartments);
            default -> throw new IllegalArgumentException("no type of principal: " + type);
        };
    }
}
