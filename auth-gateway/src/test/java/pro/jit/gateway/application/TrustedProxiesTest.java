package pro.jit.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(List.of("10.0.0.0/8", "192.168.1.7", "::1/128", "fd00::/8"));

    @ParameterizedTest
    @CsvSource({
        "10.255.0.1,true",
        "11.0.0.1,false",
        "192.168.1.7,true",
        "192.168.1.8,false",
        "::1,true",
        "fd12::1,true",
        "fe80::1,false",
        "localhost,false",
        "proxy.example,false",
        "'',false"
    })
    void onlyWhoIsConfiguredIsTrusted(String address, boolean trusted) {
        assertThat(PROXIES.trusts(address)).isEqualTo(trusted);
    }

    @Test
    void nonsenseStopsTheStart() {
        assertThatThrownBy(() -> new TrustedProxies(List.of("proxy.example")))
                .hasMessageContaining("JIT_TRUSTED_PROXIES");
    }
}
