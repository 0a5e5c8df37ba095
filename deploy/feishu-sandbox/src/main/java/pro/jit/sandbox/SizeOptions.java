package pro.jit.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pro.jit.sandbox.model.CompanySize;

/** The options that say how large a company to generate; what the command line says goes before the environment. */
final class SizeOptions {
    private static final Map<String, String> VARIABLES = Map.of(
            "--people", "FEISHU_SANDBOX_PEOPLE",
            "--departments", "FEISHU_SANDBOX_DEPARTMENTS",
            "--seed", "FEISHU_SANDBOX_SEED");

    private final Map<String, Long> values = new HashMap<>();

    SizeOptions(Map<String, String> environment) {
        VARIABLES.forEach((option, variable) -> {
            var text = environment.get(variable);
            if (text != null) {
                set(option, variable, text);
            }
        });
    }

    /** Takes the value of {@code --people}, {@code --departments} or {@code --seed}. */
    void set(String option, String text) {
        set(option, option, text);
    }

    private void set(String option, String given, String text) {
        try {
            values.put(option, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(given + " wants a whole number, not '" + text + "'", e);
        }
    }

    /** Empty when no company is to be generated. */
    Optional<CompanySize> toSize() {
        var people = values.get("--people");
        if (people == null) {
            if (!values.isEmpty()) {
                throw new IllegalArgumentException("--departments and --seed say nothing without --people");
            }
            return Optional.empty();
        }
        var size = CompanySize.of(Math.clamp(people, Integer.MIN_VALUE, Integer.MAX_VALUE));
        var departments = values.get("--departments");
        if (departments != null) {
            size = size.in(Math.clamp(departments, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return Optional.of(size.seeded(values.getOrDefault("--seed", size.seed())));
    }
}
