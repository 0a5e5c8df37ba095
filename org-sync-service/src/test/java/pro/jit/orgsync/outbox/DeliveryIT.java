package pro.jit.orgsync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.orgsync.directory.DirectoryWriter;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.EventLog.Sent;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Replica;
import pro.jit.orgsync.testing.Sandbox;

/**
 * Every change is told, in order, and nothing else is, while brokers and replicas go away and come back. How long the broker is away can be said:
 * {@code -Dit.test=DeliveryIT#everyChange*LongerThan* -Djit.outage=PT1H}.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(value = OwnBroker.class, restrictToAnnotatedClass = true)
class DeliveryIT {
    /** The relay gives a send up after 3 seconds here: several are given up. */
    private static final Duration OUTAGE = Duration.parse(System.getProperty("jit.outage", "PT15S"));

    private static final String HOLDERS = """
            select count(*) from pg_locks l join pg_database d on d.oid = l.database
            where d.datname = current_database() and l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.classid = 0x6a6974 and l.objid = 0x2d6f7267
            """;

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Organizations organizations;

    @Inject
    DirectoryWriter directory;

    @Inject
    KafkaTopics topics;

    @ConfigProperty(name = OwnBroker.DIRECT_DATABASE, defaultValue = "none")
    String database = "";

    /** Set by {@link OwnBroker}. */
    Consumer<String> outage = unset -> {
        throw new IllegalStateException("Not injected");
    };

    private List<String> ids = List.of();

    @BeforeEach
    void twoOrganizations() {
        ids = List.of(orgSync.created(sandbox.newApp()), orgSync.created(sandbox.newApp()));
        soon().until(() -> waiting() == 0);
    }

    @AfterEach
    void allIsWellAgain() {
        outage.accept("start postgres");
    }

    @Test
    void everyChangeIsToldWhenTheBrokerWasAwayForLongerThanASendMayTake() throws Exception {
        try (var changes = changes()) {
            soon().until(() -> changes.made() > 100);
            outage.accept("stop kafka");
            var before = changes.made();
            ManyChanges.goOnFor(OUTAGE);
            assertThat(changes.made()).isGreaterThan(before);
            outage.accept("start kafka");
            soon().until(() -> changes.made() > before + 200);
        }

        assertEveryChangeIsTold();
    }

    @Test
    void everyChangeIsToldWhenTheReplicaThatSendsIsKilled(@TempDir Path folder) throws Exception {
        try (var replica =
                Replica.start(folder, Map.of("jit.db-url", database, "jit.outbox.delivery-timeout", "PT3S"))) {
            letTheReplicaSend();
            try (var changes = changes()) {
                soon().until(() -> changes.made() > 300 && waiting() < changes.made());
                replica.kill();
                var before = changes.made();
                soon().until(() -> changes.made() > before + 300);
            }
        }

        assertEveryChangeIsTold();
    }

    @Test
    void whatAReplicaHasCommittedAndNotSentWhenItIsKilledIsTold(@TempDir Path folder) throws Exception {
        try (var replica =
                Replica.start(folder, Map.of("jit.db-url", database, "jit.outbox.delivery-timeout", "PT3S"))) {
            letTheReplicaSend();
            outage.accept("stop kafka");
            for (var id : ids) {
                orgSync.writer()
                        .port(replica.port())
                        .body(Map.of("title", "committed, never sent"))
                        .patch(OrgSync.ORGANIZATIONS + "/" + id)
                        .then()
                        .statusCode(200);
            }
            replica.kill();
        }
        assertThat(waiting()).isEqualTo(ids.size());

        outage.accept("start kafka");

        assertEveryChangeIsTold();
        assertThat(ids).allSatisfy(id -> assertThat(events.of(id, "organization.updated.v1"))
                .extracting(sent -> sent.data().path("title").asText())
                .contains("committed, never sent"));
    }

    @Test
    void whoeverHasLostItsTurnSendsNothingMore() {
        try (var former = topics.producer();
                var latter = topics.producer()) {
            former.initTransactions();
            former.beginTransaction();
            latter.initTransactions();

            assertThatThrownBy(() -> {
                        former.send(new ProducerRecord<>("jit.org.members", ids.getFirst() + "/late", "late"))
                                .get();
                        former.commitTransaction();
                    })
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isInstanceOf(KafkaException.class),
                            failure -> assertThat(failure).hasCauseInstanceOf(KafkaException.class));
            former.close(Duration.ZERO);
        }

        assertThat(events.of(ids.getFirst())).extracting(Sent::key).doesNotContain(ids.getFirst() + "/late");
    }

    private ManyChanges changes() {
        return new ManyChanges(database, organizations, directory, ids, OUTAGE.dividedBy(7_500));
    }

    /** Takes the turn from the service under test, which then can only wait for it. */
    private void letTheReplicaSend() {
        outage.accept("stop postgres");
        soon().until(() -> number(HOLDERS) == 1);
        outage.accept("start postgres");
    }

    private long waiting() {
        return number("select count(*) from outbox");
    }

    private long number(String query) {
        return Jdbi.create(database, "postgres", "postgres")
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    /** As the database has it: the revision of what is there is the number of its changes. */
    private Map<String, Long> revisions(String organization) {
        return Jdbi.create(database, "postgres", "postgres").withHandle(handle -> handle.createQuery("""
                        select organization_id::text as key, revision from organization where organization_id = cast(:id as uuid)
                        union all
                        select organization_id || '/' || department_id, revision from department where organization_id = cast(:id as uuid)
                        union all
                        select organization_id || '/' || member_id, revision from member where organization_id = cast(:id as uuid)
                        """)
                .bind("id", organization)
                .collectRows(Collectors.toMap(
                        row -> Objects.requireNonNull(row.getColumn("key", String.class)),
                        row -> Objects.requireNonNull(row.getColumn("revision", Long.class)))));
    }

    private void assertEveryChangeIsTold() {
        soon().until(() -> waiting() == 0);
        for (var id : ids) {
            var told = events.of(id).stream()
                    .collect(Collectors.groupingBy(
                            Sent::key,
                            Collectors.mapping(
                                    sent -> sent.data().path("revision").asLong(), Collectors.toList())));
            var changes = revisions(id);
            assertThat(told).containsOnlyKeys(changes.keySet());
            told.forEach((key, revisions) -> {
                var last = Objects.requireNonNull(changes.get(key));
                assertThat(revisions.stream().distinct())
                        .as("each change once in order, repeats aside, of %s", key)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, last).boxed().toList());
                assertThat(revisions)
                        .as("the last record of %s is what stays", key)
                        .endsWith(last);
            });
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
    }
}
