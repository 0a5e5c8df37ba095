package pro.jit.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.UnableToCreateStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
    private static Throwable sql(String state) {
        return new UnableToCreateStatementException("statement", new SQLException("no", state), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53300", "57P01", "57P03"})
    void aDatabaseThatIsAwayIsAnOutageToBeTriedAgain(String state) {
        var outage = Outage.in(new IllegalStateException(sql(state))).orElseThrow();

        assertThat(outage.problem()).isEqualTo(Problem.SERVICE_UNAVAILABLE);
        assertThat(outage.retryAfter()).isPositive();
    }

    @Test
    void noConnectionFromThePoolIsOne() {
        assertThat(Outage.in(new ConnectionException(new SQLException("Acquisition timeout"))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "57014", ""})
    void aMistakeOfOursIsNone(String state) {
        assertThat(Outage.in(sql(state))).isEmpty();
    }

    @Test
    void whatIsNoDatabaseIsNone() {
        assertThat(Outage.in(new IllegalStateException(new SQLException("no state"))))
                .isEmpty();
        assertThat(Outage.in(new ProblemException(Problem.CONFLICT))).isEmpty();
        assertThat(Outage.in(new ProblemException(Outage.of("away")))).isPresent();
    }
}
