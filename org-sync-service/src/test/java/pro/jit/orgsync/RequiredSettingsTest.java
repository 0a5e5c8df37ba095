package pro.jit.orgsync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredSettingsTest {
    private static final Map<String, String> ALL = Map.of(
            "jit.public-origin", "https://sso.example.test",
            "jit.db-url", "jdbc:postgresql://localhost/orgsync",
            "jit.db-user", "orgsync",
            "jit.db-password", "a password",
            "jit.encryption-keys", "1:AAAA");

    @ParameterizedTest
    @ValueSource(strings = {"jit.public-origin", "jit.db-url", "jit.db-user", "jit.db-password", "jit.encryption-keys"})
    void theStartFailsNamingWhatIsMissing(String name) {
        var settings = new HashMap<>(ALL);
        settings.remove(name);

        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name + " is required");
    }

    @Test
    void anEmptySettingIsAMissingOne() {
        var settings = new HashMap<>(ALL);
        settings.put("jit.encryption-keys", "");

        assertThatThrownBy(() -> check(settings)).hasMessageContaining("jit.encryption-keys");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> check(Map.of()))
                .hasMessageContaining("jit.public-origin")
                .hasMessageContaining("jit.db-url")
                .hasMessageContaining("jit.encryption-keys");
    }

    private static void check(Map<String, String> settings) {
        new SmallRyeConfigBuilder()
                .withMapping(RequiredSettings.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }
}
