package pro.jit.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource({
        "https://Jit.Example,https://jit.example",
        "https://jit.example:443/,https://jit.example",
        "http://localhost:8080,http://localhost:8080",
        "HTTP://localhost:80,http://localhost",
        "https://jit.example:8443,https://jit.example:8443",
        "http://[::1]:8080,http://[::1]:8080"
    })
    void oneOriginHasOneSpelling(String text, String origin) {
        assertThat(Origins.parse(text).map(Object::toString)).hasValue(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jit.example",
                "//jit.example",
                "ftp://jit.example",
                "https://jit.example/x",
                "https://jit.example?x",
                "https://jit.example#x",
                "https://a:b@jit.example",
                "https://jit.example:0",
                "https://jit.example:99999",
                "https://jit.example, evil.example",
                "javascript:alert(1)",
                "https://"
            })
    void whatIsNoOriginIsNone(String text) {
        assertThat(Origins.parse(text)).isEmpty();
    }
}
