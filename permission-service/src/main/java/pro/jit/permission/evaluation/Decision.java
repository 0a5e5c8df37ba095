package pro.jit.permission.evaluation;

import java.util.List;

/**
 * Whether one may enter, and why.
 *
 * @param roles those of all allow grants in force, sorted; none for a refusal
 */
public record Decision(boolean permitted, Reason reason, List<String> roles) {
    public Decision {
        roles = List.copyOf(roles);
    }

    /** A refusal. */
    public static Decision deny(Reason reason) {
        return new Decision(false, reason, List.of());
    }

    /** Entry with these roles. */
    public static Decision permit(List<String> roles) {
        return new Decision(true, Reason.GRANTED, roles);
    }
}
