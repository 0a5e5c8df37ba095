package pro.jit.sandbox.model;

import java.util.function.Supplier;

/**
 * Where the pictures of people are: drawn by the sandbox, one colour for each.
 *
 * @param sandbox the sandbox's origin, which is known only once it listens
 */
public record Avatars(Supplier<String> sandbox) {
    public String origin() {
        return sandbox.get();
    }

    /** The address of a person's picture of about this many pixels. */
    public String of(Person person, int size) {
        return origin() + "/sandbox/avatars/" + person.unionId() + "_" + size + ".svg";
    }

    /** The picture itself: the first character of the name on a coloured ground. */
    public static String draw(Person person) {
        var initial = new String(Character.toChars(person.name().codePointAt(0)));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" rx="36" \
                fill="hsl(%d 55%% 45%%)"/><text x="36" y="47" font-size="32" font-family="sans-serif" \
                text-anchor="middle" fill="#fff">%s</text></svg>
                """.formatted(person.number() * 47 % 360, initial.equals("<") || initial.equals("&") ? "?" : initial);
    }
}
