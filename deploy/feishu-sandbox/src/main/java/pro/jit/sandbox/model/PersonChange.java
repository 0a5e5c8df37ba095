package pro.jit.sandbox.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall be different about a person, or how a new one shall be; null leaves a thing as it is, or to the sandbox; an empty leader is nobody. */
public record PersonChange(
        @Nullable String name,
        @Nullable String enName,
        @Nullable String nickname,
        @Nullable String userId,
        @Nullable String email,
        @Nullable String enterpriseEmail,
        @Nullable String mobile,
        @Nullable String employeeNo,
        @Nullable String jobTitle,
        @Nullable String city,
        @Nullable String leader,
        @Nullable List<String> departments,
        @Nullable PersonStatus status) {

    /** Changes nothing. */
    public static PersonChange none() {
        return new PersonChange(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A new person's names. */
    public static PersonChange named(String name, String enName) {
        return new PersonChange(name, enName, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** This change, and these departments, the primary one first. */
    public PersonChange in(List<String> departmentIds) {
        return new PersonChange(
                name,
                enName,
                nickname,
                userId,
                email,
                enterpriseEmail,
                mobile,
                employeeNo,
                jobTitle,
                city,
                leader,
                List.copyOf(departmentIds),
                status);
    }

    /** This change, and this state. */
    public PersonChange being(PersonStatus newStatus) {
        return new PersonChange(
                name,
                enName,
                nickname,
                userId,
                email,
                enterpriseEmail,
                mobile,
                employeeNo,
                jobTitle,
                city,
                leader,
                departments,
                newStatus);
    }
}
