package pro.jit.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::, 20010db800010002/64",
        "2001:DB8:1:2:ffff::1, 20010db800010002/64",
        "2001:db8:1:3::1, 20010db800010003/64",
        "fe80::1%eth0, fe80000000000000/64"
    })
    void anAddressCountsAsItsNetwork(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unix", ":::", "1:2:3", "host.example:1", "12345::1"})
    void whatIsNoAddressCountsAsItIsSpelled(String text) {
        assertThat(ClientNetwork.of(text)).isEqualTo(text);
    }

    @Test
    void aMachineThatChangesItsAddressWithinItsNetworkIsOneClient() {
        var limit = RequestLimit.perMinute(10);
        for (var tries = 0; tries < 10; tries++) {
            assertThat(limit.exceeded(ClientNetwork.of("2001:db8::" + tries))).isEmpty();
        }

        assertThat(limit.exceeded(ClientNetwork.of("2001:db8::abcd"))).isPresent();
    }
}
