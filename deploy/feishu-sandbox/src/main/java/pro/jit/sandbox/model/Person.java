package pro.jit.sandbox.model;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person of the company.
 *
 * @param number their place in every list; never given twice
 * @param key the sandbox's own name for them, such as {@code lin-xiaoman}; never changes
 * @param userId Feishu's {@code user_id}, unique in the company, which an administrator may change
 * @param gender 0 secret, 1 male, 2 female, 3 other
 * @param joinTime seconds since the epoch
 * @param leader the key of the person they report to
 * @param departments department ids, the primary one first; {@code 0} is the company itself
 */
public record Person(
        int number,
        String key,
        String userId,
        String unionId,
        String name,
        String enName,
        String nickname,
        String email,
        String enterpriseEmail,
        String mobile,
        String employeeNo,
        String jobTitle,
        int gender,
        String city,
        long joinTime,
        @Nullable String leader,
        List<String> departments,
        PersonStatus status) {

    public Person {
        departments = List.copyOf(departments);
        if (departments.isEmpty()) {
            throw new IllegalArgumentException("A person is in one department at least; 0 is the company itself");
        }
        if (departments.size() > 1 && new HashSet<>(departments).size() < departments.size()) {
            throw new IllegalArgumentException("departments names one twice: " + departments);
        }
        if (name.isBlank() || userId.isBlank()) {
            throw new IllegalArgumentException("name and user_id of a person are not blank");
        }
    }

    /** The id of this person in one app. */
    public String openId(String appId) {
        return Ids.openId(appId, key);
    }

    /** Whether they stand directly in this department. */
    public boolean isIn(String departmentId) {
        return status.inDepartments() && departments.contains(departmentId);
    }

    /** This person with what the change names, and everything else as it was. */
    public Person with(PersonChange change) {
        return new Person(
                number,
                key,
                change.userId() == null ? userId : change.userId(),
                unionId,
                change.name() == null ? name : change.name(),
                change.enName() == null ? enName : change.enName(),
                change.nickname() == null ? nickname : change.nickname(),
                change.email() == null ? email : change.email(),
                change.enterpriseEmail() == null ? enterpriseEmail : change.enterpriseEmail(),
                change.mobile() == null ? mobile : change.mobile(),
                change.employeeNo() == null ? employeeNo : change.employeeNo(),
                change.jobTitle() == null ? jobTitle : change.jobTitle(),
                gender,
                change.city() == null ? city : change.city(),
                joinTime,
                leader(change),
                change.departments() == null ? departments : change.departments(),
                change.status() == null ? status : change.status());
    }

    private @Nullable String leader(PersonChange change) {
        var other = change.leader();
        if (other == null) {
            return leader;
        }
        return other.isEmpty() ? null : other;
    }
}
