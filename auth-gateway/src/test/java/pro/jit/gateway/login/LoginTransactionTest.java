package pro.jit.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoginTransactionTest {
    private static final UUID ATTEMPT = UUID.fromString("01936b2c-0000-7000-8000-000000000001");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private static LoginTransaction start(LoginWay way) {
        return LoginTransaction.start(
                new SecureRandom(), ATTEMPT, "o1", way, "https://jit.example/a/b/login", null, NOW);
    }

    @Test
    void theChallengeIsTheOneOfRfc7636() {
        var transaction = new LoginTransaction(
                ATTEMPT, "s", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "o1", LoginWay.BROWSER, null, null, NOW);
        assertThat(transaction.codeChallenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void stateAndVerifierAreNewEachTimeAndLongEnough() {
        var one = start(LoginWay.BROWSER);
        var other = start(LoginWay.BROWSER);
        assertThat(one.state()).hasSize(43).isNotEqualTo(other.state()).isNotEqualTo(one.codeVerifier());
        assertThat(one.codeVerifier()).hasSize(43).isNotEqualTo(other.codeVerifier());
    }

    @Test
    void thePassportPageKnowsNoPkce() {
        var transaction = start(LoginWay.QR);
        assertThat(transaction.codeVerifier()).isNull();
        assertThatThrownBy(transaction::codeChallenge).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itLivesTenMinutes() {
        var transaction = start(LoginWay.BROWSER);
        assertThat(transaction.isExpired(NOW.plus(Duration.ofMinutes(10)))).isFalse();
        assertThat(transaction.isExpired(NOW.plus(Duration.ofMinutes(10)).plusMillis(1)))
                .isTrue();
        assertThat(transaction.isExpired(NOW.minus(Duration.ofMinutes(2))))
                .as("from the future")
                .isTrue();
    }

    @Test
    void itsSecretsAreNotPrinted() {
        var transaction = start(LoginWay.BROWSER);
        assertThat(transaction.toString())
                .doesNotContain(transaction.state(), String.valueOf(transaction.codeVerifier()));
    }
}
