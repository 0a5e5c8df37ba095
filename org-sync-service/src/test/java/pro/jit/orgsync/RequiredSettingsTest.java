package pro.jit.orgsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
            "jit.encryption-keys", "1:AAAA",
            "jit.client-org-sync-service-secret", "a-secret");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jit.public-origin",
                "jit.db-url",
                "jit.db-user",
                "jit.db-password",
                "jit.encryption-keys",
                "jit.client-org-sync-service-secret"
            })
    void whatIsMissingIsNamedAsTheEnvironmentSpellsIt(String name) {
        var settings = new HashMap<>(ALL);
        settings.remove(name);

        assertThat(missing(settings))
                .containsExactly(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
    }

    @Test
    void anEmptySettingIsAMissingOne() {
        var settings = new HashMap<>(ALL);
        settings.put("jit.encryption-keys", "");

        assertThat(missing(settings)).containsExactly("JIT_ENCRYPTION_KEYS");
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThat(missing(Map.of()))
                .containsExactly(
                        "JIT_PUBLIC_ORIGIN",
                        "JIT_DB_URL",
                        "JIT_DB_USER",
                        "JIT_DB_PASSWORD",
                        "JIT_ENCRYPTION_KEYS",
                        "JIT_CLIENT_ORG_SYNC_SERVICE_SECRET");
    }

    private static List<String> missing(Map<String, String> settings) {
        return RequiredSettings.missing(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }
}
