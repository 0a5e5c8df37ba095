package pro.jit.permission.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RecordPruningIT {
    @Inject
    RecordPruning pruning;

    @Inject
    Jdbi jdbi;

    @Inject
    TestClock clock;

    @Test
    void whatIsOlderThanItIsToBeKeptGoes() {
        decisions("pruned", 2_500, Duration.ofDays(185));
        decisions("pruned", 3, Duration.ofDays(183));
        changes("pruned", 2, Duration.ofDays(1_097));
        changes("pruned", 4, Duration.ofDays(1_095));

        pruning.prune();

        assertThat(count("decision_record", "pruned")).isEqualTo(3);
        assertThat(count("change_record", "pruned")).isEqualTo(4);
    }

    @Test
    void oneReplicaPrunesAtATime() {
        decisions("pruned-by-one", 5, Duration.ofDays(185));

        jdbi.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(" + 0x6a69745f707275L + ")");
            pruneElsewhere();
            assertThat(count("decision_record", "pruned-by-one")).isEqualTo(5);
        });
        pruning.prune();
        assertThat(count("decision_record", "pruned-by-one")).isZero();
    }

    private void pruneElsewhere() {
        var other = Thread.ofVirtual().start(pruning::prune);
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void decisions(String app, int count, Duration age) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into decision_record (decision_id, at, request_id, caller, org_id, app_id, subject_type, subject_id, action, decision, reason)
                        select gen_random_uuid(), :at, 'request', 'caller', 'whwy', :app, 'member', n, 'login', false, 'member-not-found'
                        from generate_series(1, :count) n
                        """)
                .bind("at", at(age).atOffset(ZoneOffset.UTC))
                .bind("app", app)
                .bind("count", count)
                .execute());
    }

    private void changes(String app, int count, Duration age) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into change_record (change_id, at, request_id, caller, org_id, app_id, kind, subject_id)
                        select gen_random_uuid(), :at, 'request', 'caller', 'whwy', :app, 'role.created', n
                        from generate_series(1, :count) n
                        """)
                .bind("at", at(age).atOffset(ZoneOffset.UTC))
                .bind("app", app)
                .bind("count", count)
                .execute());
    }

    private Instant at(Duration age) {
        return clock.instant().minus(age);
    }

    private int count(String table, String app) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + table + " where app_id = :app")
                .bind("app", app)
                .mapTo(Integer.class)
                .one());
    }
}
