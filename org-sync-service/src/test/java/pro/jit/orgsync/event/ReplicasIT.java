package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Replica;
import pro.jit.orgsync.testing.Sandbox;

/** Two replicas: one of them holds an organization's long connection, and when it dies the other one does. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReplicasIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    @Inject
    LongConnections here;

    private Optional<String> holder(String organization) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select holder from event_delivery
                        where organization_id = cast(:id as uuid) and held_until > now() and connected_since is not null
                        """)
                .bind("id", organization)
                .mapTo(String.class)
                .findOne());
    }

    /** Ends this replica's lease again and again, until it is the other one that takes it up. */
    private void giveToTheOther(String organization) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> {
            var holder = holder(organization);
            if (holder.filter(here.holder()::equals).isPresent()) {
                jdbi.useHandle(handle ->
                        handle.createUpdate("""
                                update event_delivery set held_until = now() where organization_id = cast(:id as uuid)
                                """).bind("id", organization).execute());
            }
            return holder.filter(other -> !other.equals(here.holder())).isPresent();
        });
    }

    @Test
    void theConnectionMovesWhenItsHolderDiesAndWhenItIsStopped(@TempDir Path folder) throws Exception {
        var app = sandbox.newApp();
        sandbox.subscribeByLongConnection(app);
        var request = OrgSync.request(app);
        request.put("event_delivery", "long_connection");
        String id = orgSync.create(request).path("organization_id");
        try {
            try (var other = Replica.start(folder, Map.of())) {
                giveToTheOther(id);
                await().atMost(SOON).until(() -> sandbox.connections(app) == 1);
                var openId = sandbox.hire(app, "replicas-1", "一", "0");
                awaitActive(id, openId);

                other.kill();
                var meanwhile = sandbox.hire(app, "replicas-2", "二", "0");

                await().atMost(SOON)
                        .until(() -> holder(id).filter(here.holder()::equals).isPresent());
                // As Feishu does by itself, after 15 seconds or after five minutes.
                sandbox.sendAgain(app);
                awaitActive(id, meanwhile);
            }
            try (var stopped = Replica.start(folder, Map.of())) {
                assertThat(stopped.port()).isPositive();
                giveToTheOther(id);
            }
            // Asked to end, it lets go.
            await().atMost(SOON)
                    .until(() -> holder(id).filter(here.holder()::equals).isPresent());
            await().atMost(SOON).until(() -> sandbox.connections(app) == 1);
        } finally {
            sandbox.unsubscribe(app);
            orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id);
            sandbox.erase("replicas-1");
            sandbox.erase("replicas-2");
        }
    }

    @Test
    void aLeaseThatWasElsewhereTooBrieflyToBeNoticedLeavesNothingUnsaid() {
        var app = sandbox.newApp();
        sandbox.subscribeByLongConnection(app);
        var request = OrgSync.request(app);
        request.put("event_delivery", "long_connection");
        String id = orgSync.create(request).path("organization_id");
        try {
            await().atMost(SOON)
                    .until(() -> holder(id).filter(here.holder()::equals).isPresent());

            // What another replica leaves behind that took it, was stopped and let go.
            jdbi.useHandle(handle -> handle.createUpdate("""
                            update event_delivery set holder = null, held_until = null, connected_since = null
                            where organization_id = cast(:id as uuid)
                            """).bind("id", id).execute());

            await().atMost(SOON)
                    .until(() -> holder(id).filter(here.holder()::equals).isPresent());
            assertThat(sandbox.connections(app)).isEqualTo(1);
        } finally {
            sandbox.unsubscribe(app);
            orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id);
        }
    }

    private void awaitActive(String organization, String openId) {
        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.all(organization, "members"))
                .anyMatch(member -> openId.equals(member.get("open_id")) && "active".equals(member.get("status"))));
    }
}
