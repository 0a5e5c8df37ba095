package pro.jit.orgsync;

import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** What has no safe default: secrets, and where things are. */
final class RequiredSettings {
    /** A password may be empty where the database asks for none; unset it may not be, or it would be forgotten where it matters. */
    private static final String MAY_BE_EMPTY = "jit.db-password";

    private static final List<String> NAMES = List.of(
            "jit.public-origin",
            "jit.db-url",
            "jit.db-user",
            MAY_BE_EMPTY,
            "jit.encryption-keys",
            "jit.client-org-sync-service-secret");

    private RequiredSettings() {}

    /** Those that are not set, as the environment spells them. */
    static List<String> missing(Config config) {
        return NAMES.stream()
                .filter(name -> !isSet(config, name))
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .toList();
    }

    private static boolean isSet(Config config, String name) {
        var value = config.getConfigValue(name).getRawValue();
        return value != null && (!value.isBlank() || name.equals(MAY_BE_EMPTY));
    }
}
