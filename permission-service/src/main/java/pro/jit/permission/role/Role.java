package pro.jit.permission.role;

import java.util.regex.Pattern;

/**
 * A name for a set of rights in one application.
 *
 * @param builtIn whether every application has it and it cannot be changed or removed
 * @param version what the entity tag of this role holds: another after each change, 0 for a built-in one
 */
public record Role(String name, String title, boolean builtIn, long version) {
    /** No comma: roles travel comma separated in {@code X-Jit-Roles}. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Whether a role can have this name; what cannot be one is never looked for. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
