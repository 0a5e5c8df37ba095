package pro.jit.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationSetTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private final List<SessionOver> told = new ArrayList<>();
    private final RevocationSet revocations = new RevocationSet(told::add);

    @Test
    void anEndedSessionsTokensAreRefusedWhenEverIssued() {
        revocations.end("s");
        assertThat(revocations.refuses("s", NOW.plusSeconds(60))).isTrue();
        assertThat(revocations.refuses("other", NOW)).isFalse();
        assertThat(told).containsExactly(new SessionOver("s"));
    }

    @Test
    void onlyOlderTokensAreRefusedAfterAChangeOfRolesInWhateverOrderItIsHeard() {
        revocations.refuseIssuedBefore("s", NOW);
        revocations.refuseIssuedBefore("s", NOW.minusSeconds(10));
        assertThat(revocations.refuses("s", NOW.minusMillis(1))).isTrue();
        assertThat(revocations.refuses("s", NOW)).isFalse();
    }
}
