package pro.jit.gateway.console.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRulesTest {
    private static final String CURRENT = "the one there is now";

    @ParameterizedTest
    @CsvSource({
        "'', at least 12",
        "elevenchars, at least 12",
        "administrator-of-all, username",
        "Administrator-OF-all, username",
        "the one there is now, current"
    })
    void somePasswordsAreNotTaken(String wanted, String reason) {
        assertThat(PasswordRules.wrongWith("administrator-of-all", CURRENT, wanted))
                .hasValueSatisfying(wrong -> assertThat(wrong).contains(reason));
    }

    @Test
    void lengthIsCountedInCharactersForPeopleAndInBytesForBcrypt() {
        assertThat(PasswordRules.wrongWith("admin", CURRENT, "密码密码密码密码密码密码")).isEmpty();
        assertThat(PasswordRules.wrongWith("admin", CURRENT, "😀".repeat(11))).isPresent();
        assertThat(PasswordRules.wrongWith("admin", CURRENT, "x".repeat(72))).isEmpty();
        assertThat(PasswordRules.wrongWith("admin", CURRENT, "x".repeat(73))).isPresent();
        assertThat(PasswordRules.wrongWith("admin", CURRENT, "密".repeat(25))).isPresent();
        assertThat(PasswordRules.wrongWith("admin", CURRENT, "twelve chars\0")).isPresent();
    }
}
