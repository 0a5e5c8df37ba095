package pro.jit.permission;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/** Stops the start when something is not set that has no safe default, and says what, as the environment spells it. */
@ApplicationScoped
class RequiredSettings {
    private static final List<String> NAMES = List.of(
            "jit.public-origin",
            "jit.db-url",
            "jit.db-user",
            "jit.db-password",
            "jit.client-permission-service-secret");

    private final Config config;

    RequiredSettings(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent started) {
        var missing = NAMES.stream()
                .filter(name -> config.getOptionalValue(name, String.class)
                        .filter(value -> !value.isBlank() || name.equals("jit.db-password"))
                        .isEmpty())
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Not set, and there is no default: " + String.join(", ", missing));
        }
    }
}
