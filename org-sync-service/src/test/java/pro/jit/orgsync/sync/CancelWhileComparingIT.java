package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** A run can be ended while the database compares: whoever ends it waits for the comparison, and neither makes the other fail. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CancelWhileComparingIT {
    private static final String PEOPLE = "GET /open-apis/contact/v3/users/find_by_department";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    private final Logger log = Logger.getLogger(RunWork.class.getName());
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(listener);
    }

    @AfterEach
    void clear() {
        log.removeHandler(listener);
        sandbox.clearFaults();
    }

    @Test
    void endsTheRunWithoutAnError() {
        var id = orgSync.created(sandbox.newApp());
        sandbox.fault(PEOPLE, 1000, Map.of("latency_millis", 500));
        String run = orgSync.start(id).path("run_id");
        CompletableFuture<Response> answer;
        try (var comparison = jdbi.open()) {
            comparison.begin();
            await().atMost(PATIENCE)
                    .until(() -> comparison
                                    .createQuery(
                                            "select 1 from sync_staged_department where run_id = cast(:run as uuid) for update")
                                    .bind("run", run)
                                    .mapTo(Integer.class)
                                    .list()
                                    .size()
                            >= sandbox.departmentCount());
            sandbox.clearFaults();
            await().atMost(PATIENCE).until(() -> waiting("%sync_staged_department%") == 1);

            answer = CompletableFuture.supplyAsync(() -> orgSync.ask(id, run, "cancel"));
            await().atMost(PATIENCE).until(() -> waiting("%") == 2);
            comparison.commit();
        }

        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(orgSync.run(id, run).getString("status")).isEqualTo("cancelled");
        assertThat(errors).isEmpty();
        assertThat(orgSync.sync(id).getString("status")).startsWith("succeeded");
    }

    /** How many statements like this one wait for a lock. */
    private int waiting(String statement) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock' and query like :statement
                        """)
                .bind("statement", statement)
                .mapTo(Integer.class)
                .one());
    }
}
