package pro.jit.orgsync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.EventLog.Sent;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Who begins to read today learns from the topics alone what the database has, however long ago it came to be. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(value = OwnBroker.class, restrictToAnnotatedClass = true)
class NewConsumerIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    @Inject
    Jdbi jdbi;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka = "";

    @Test
    void everyTopicKeepsTheLastOfEachKeyForEver() throws Exception {
        orgSync.created(sandbox.newApp());

        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            var configs = admin.describeConfigs(resources()).all().get();
            assertThat(configs.values()).hasSize(3).allSatisfy(config -> assertThat(
                            config.get("cleanup.policy").value())
                    .isEqualTo("compact"));
            var topics = admin.describeTopics(KafkaTopics.ALL).allTopicNames().get();
            assertThat(topics.values())
                    .as("a topic that was there keeps its partitions, for its keys are spread over them")
                    .allSatisfy(topic -> assertThat(topic.partitions())
                            .hasSize(topic.name().equals(OwnBroker.FOREIGN_TOPIC) ? 2 : 6));
        }
    }

    @Test
    void theDirectoryIsWhatTheTopicsTellAfterTheyWereCompacted() throws Exception {
        var gone = orgSync.created(sandbox.newApp());
        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + gone).then().statusCode(204);
        var app = sandbox.newApp();
        sandbox.open("rebuilt-team", "旧名", "0");
        sandbox.open("rebuilt-closed", "关", "0");
        for (var key : List.of("rebuilt-li", "rebuilt-wang", "rebuilt-zhao")) {
            sandbox.hire(app, key, "人", "rebuilt-team");
        }
        var id = orgSync.created(app);
        sandbox.renameDepartment("rebuilt-team", "新名");
        sandbox.close("rebuilt-closed");
        sandbox.appoint("rebuilt-team", "rebuilt-li");
        sandbox.freeze("rebuilt-wang");
        sandbox.erase("rebuilt-zhao");
        orgSync.sync(id);
        compactQuickly();

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    // Only what lies behind a closed segment is compacted, and a record closes it.
                    change(id, "another title " + System.nanoTime());
                    sandbox.change("rebuilt-li", Map.of("email", System.nanoTime() + "@mail.example"));
                    sandbox.renameDepartment("rebuilt-team", "新名 " + System.nanoTime());
                    orgSync.sync(id);
                    return topicsThatForgot(events.of(id)).containsAll(KafkaTopics.ALL);
                });

        assertThat(told(id)).isEqualTo(inTheDatabase(id));
        assertThat(told(gone))
                .hasEntrySatisfying(
                        gone, data -> assertThat(data.path("status").asText()).isEqualTo("deleted"));
        sandbox.erase("rebuilt-li");
        sandbox.erase("rebuilt-wang");
        sandbox.close("rebuilt-team");
    }

    /** The topics in which the first record of some key is no longer. */
    private static Set<String> topicsThatForgot(List<Sent> sent) {
        return sent.stream().collect(Collectors.groupingBy(Sent::key)).values().stream()
                .filter(of ->
                        of.stream().noneMatch(one -> one.data().path("revision").asLong() == 1))
                .map(of -> of.getFirst().topic())
                .collect(Collectors.toSet());
    }

    private void change(String id, String title) {
        orgSync.writer()
                .body(Map.of("title", title))
                .patch(OrgSync.ORGANIZATIONS + "/" + id)
                .then()
                .statusCode(200);
    }

    private void compactQuickly() throws InterruptedException, ExecutionException {
        var settings = Map.of("segment.ms", "100", "min.cleanable.dirty.ratio", "0.001").entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.incrementalAlterConfigs(
                            resources().stream().collect(Collectors.toMap(topic -> topic, topic -> settings)))
                    .all()
                    .get();
        }
    }

    private static List<ConfigResource> resources() {
        return KafkaTopics.ALL.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
    }

    /** What somebody knows who has read everything from the first offset: for each key, the highest revision. */
    private Map<String, JsonNode> told(String organization) {
        var known = new HashMap<String, JsonNode>();
        for (Sent sent : events.of(organization)) {
            known.merge(
                    sent.key(),
                    sent.data(),
                    (had, got) ->
                            got.path("revision").asLong() > had.path("revision").asLong() ? got : had);
        }
        known.replaceAll((key, data) -> ((ObjectNode) data.deepCopy()).without(List.of("changed", "cause")));
        return known;
    }

    private Map<String, JsonNode> inTheDatabase(String organization) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with o as (select * from organization where organization_id = cast(:id as uuid)),
                        whose as (select jsonb_build_object('organization_id', organization_id, 'org_id', org_id, 'app_id', app_id) as ids from o)
                        select o.organization_id::text as key, whose.ids || jsonb_build_object('title', title, 'platform', platform,
                                   'feishu_app_id', feishu_app_id, 'tenant_key', tenant_key, 'tenant_name', tenant_name, 'status', status,
                                   'revision', revision) as document
                        from o, whose
                        union all
                        select d.organization_id || '/' || d.department_id,
                               whose.ids || d.document || jsonb_build_object('department_id', d.department_id, 'revision', d.revision)
                        from department_document d, whose where d.organization_id = cast(:id as uuid)
                        union all
                        select m.organization_id || '/' || m.member_id,
                               whose.ids || (m.document - 'email' - 'mobile')
                                   || jsonb_build_object('member_id', m.member_id, 'revision', m.revision)
                        from member_document m, whose where m.organization_id = cast(:id as uuid)
                        """)
                .bind("id", organization)
                .collectRows(Collectors.toMap(
                        row -> Objects.requireNonNull(row.getColumn("key", String.class)),
                        row -> json(row.getColumn("document", String.class)))));
    }

    private static JsonNode json(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
