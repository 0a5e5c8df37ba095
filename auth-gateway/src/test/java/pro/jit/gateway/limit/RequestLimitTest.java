package pro.jit.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    @Test
    void oneTooManyWaitsAndOtherKeysDoNot() {
        var limit = RequestLimit.perMinute(2);

        assertThat(limit.exceeded("a")).isEmpty();
        assertThat(limit.exceeded("a")).isEmpty();
        assertThat(limit.exceeded("a"))
                .hasValueSatisfying(wait -> assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30)));
        assertThat(limit.exceeded("b")).isEmpty();
    }

    @Test
    void memoryHasABoundHoweverManyAddressesCome() {
        var limit = RequestLimit.perMinute(20);
        for (var address = 0; address < 3 * RequestLimit.MOST_KEYS; address++) {
            limit.exceeded("10." + (address >> 16) + "." + (address >> 8 & 255) + "." + (address & 255));
        }

        assertThat(limit.keys()).isPositive().isLessThanOrEqualTo(RequestLimit.MOST_KEYS);
    }

    @Test
    void whoTriesSteadilyIsNotForgottenAmongManyAddresses() {
        var limit = RequestLimit.perMinute(1);
        var refused = 0;
        for (var address = 0; address < 2 * RequestLimit.MOST_KEYS; address++) {
            limit.exceeded("other-" + address);
            if (address % 100 == 0 && limit.exceeded("attacker").isPresent()) {
                refused++;
            }
        }

        assertThat(refused).as("of 2 000 tries").isGreaterThan(1_900);
    }
}
