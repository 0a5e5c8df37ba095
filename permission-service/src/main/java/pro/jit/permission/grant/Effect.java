package pro.jit.permission.grant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a grant does; a deny in force wins over every allow. */
public enum Effect {
    ALLOW,
    DENY;

    /** As in JSON and in the database. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if it is neither. */
    public static Optional<Effect> of(String wire) {
        return Arrays.stream(values())
                .filter(effect -> effect.wire().equals(wire))
                .findFirst();
    }
}
