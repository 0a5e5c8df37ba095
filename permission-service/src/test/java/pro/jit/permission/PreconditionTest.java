package pro.jit.permission;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.problem.ProblemException;

class PreconditionTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", " * ", "\"7\"", "\"6\", \"7\"", ",, \"6\" ,\t\"7\",", "W/\"7\",\"7\""})
    void goesOnWithTheVersionTheCallerKnows(@Nullable String tags) {
        assertThatCode(() -> Precondition.of(tags).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "W/\"7\"", "\"\"", "\"77\"", "\"6\",\"8\"", "\"a,\",\"7b\"", "\"7,7\""})
    void stopsWithAnyOther(String tags) {
        assertThatThrownBy(() -> Precondition.of(tags).check(7))
                .isInstanceOf(ProblemException.class)
                .hasMessage("precondition-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "7", "\"7", "7\"", "w/\"7\"", "\"7\" \"8\"", "*, \"7\"", "\"7\", x", "\"a b\"", ","})
    void namesWhatIsNoEntityTag(String tags) {
        assertThatThrownBy(() -> Precondition.of(tags))
                .isInstanceOf(ProblemException.class)
                .hasMessage("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", ", ", "\"", "\",", "W/\"1\"", " \t,", "\"1\","})
    void isSoonDoneWithAHostileHeader(String part) {
        assertThatThrownBy(() -> Precondition.of(part.repeat(3_999 / part.length()) + "x"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Precondition.of(part.repeat(100_000))).isInstanceOf(ProblemException.class);
    }
}
