package pro.jit.orgsync.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import pro.jit.orgsync.problem.ProblemException;

/** Ours: one Feishu organization of one application. */
public record OrganizationId(UUID value) {
    /** From a path; anything that is no UUID is an organization we do not have. */
    public static OrganizationId parse(String text) {
        if (text.length() == 36) {
            try {
                return new OrganizationId(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                // told below
            }
        }
        throw ProblemException.notFound("There is no such organization.");
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
