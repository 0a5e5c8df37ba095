package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** Changes at Feishu, told over its long connection. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LongConnectionIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    private final List<App> apps = new ArrayList<>();
    private final List<String> organizations = new ArrayList<>();
    private final List<String> people = new ArrayList<>();

    // All tests share one company, and connections are held for as long as their organization is there.
    @AfterEach
    void nothingStays() {
        sandbox.clearFaults();
        apps.forEach(sandbox::unsubscribe);
        organizations.forEach(
                id -> orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id).then());
        people.forEach(sandbox::erase);
    }

    private record Connected(App app, String id) {}

    private Connected organization(String delivery) {
        var app = sandbox.newApp();
        apps.add(app);
        sandbox.subscribeByLongConnection(app);
        var request = OrgSync.request(app);
        request.put("event_delivery", delivery);
        var answer = orgSync.create(request);
        String id = answer.path("organization_id");
        organizations.add(id);
        orgSync.finished(id, answer.path("first_sync_run_id"));
        return new Connected(app, id);
    }

    private Connected connected() {
        var to = organization("long_connection");
        awaitConnections(to, 1);
        return to;
    }

    private void awaitConnections(Connected to, int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sandbox.connections(to.app())).isEqualTo(count));
    }

    private String hire(Connected to, Map<String, Object> more) {
        var key = "connected-" + UUID.randomUUID().toString().substring(0, 8);
        sandbox.hire(to.app(), key, "连接", "0");
        people.add(key);
        if (!more.isEmpty()) {
            sandbox.change(key, more);
        }
        return key;
    }

    private void awaitStatus(Connected to, String person, String status) {
        var openId = sandbox.openId(to.app(), person);
        await().atMost(SOON).untilAsserted(() -> assertThat(orgSync.all(to.id(), "members"))
                .filteredOn(member -> openId.equals(member.get("open_id")))
                .extracting(member -> member.get("status"))
                .containsExactly(status));
    }

    private JsonPath delivery(Connected to) {
        var answer = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + to.id() + "/event-delivery");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath();
    }

    private void change(Connected to, String field, Object value) {
        var answer = orgSync.writer().body(Map.of(field, value)).patch(OrgSync.ORGANIZATIONS + "/" + to.id());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private int kept(Connected to) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from feishu_event where organization_id = cast(:id as uuid)")
                .bind("id", to.id())
                .mapTo(Integer.class)
                .one());
    }

    private void awaitAllDelivered(Connected to) {
        await().atMost(SOON).untilAsserted(() -> assertThat(sandbox.sentEvents(to.app()))
                .extracting(event -> event.get("state"))
                .containsOnly("delivered"));
    }

    @Test
    void whatHappensAtFeishuIsKnownWithoutARun() {
        var to = connected();
        var runs = orgSync.all(to.id(), "sync-runs").size();

        var person = hire(to, Map.of());
        awaitStatus(to, person, "active");
        sandbox.freeze(person);
        awaitStatus(to, person, "frozen");
        sandbox.resign(person);
        awaitStatus(to, person, "resigned");

        assertThat(orgSync.all(to.id(), "sync-runs")).hasSize(runs);
        awaitAllDelivered(to);
        assertThat(sandbox.sentEvents(to.app()))
                .allSatisfy(event -> assertThat((List<?>) event.get("attempts")).hasSize(1));
        var seen = delivery(to);
        assertThat(seen.getString("event_delivery")).isEqualTo("long_connection");
        assertThat(seen.getString("connection.connected_since")).isNotNull();
        assertThat(seen.getString("last_event_at")).isNotNull();
        assertThat(seen.getString("request_url")).isNull();
    }

    @Test
    void anEventThatComesInFragmentsIsPutTogether() {
        var to = connected();
        var person = hire(to, Map.of());
        awaitStatus(to, person, "active");
        var before = kept(to);

        sandbox.change(person, Map.of("job_title", "x".repeat(40_000)));

        await().atMost(SOON).until(() -> kept(to) == before + 1);
        awaitAllDelivered(to);
    }

    @Test
    void aSecondDeliveryOfTheSameEventIsOne() {
        var to = connected();
        var person = hire(to, Map.of());
        awaitStatus(to, person, "active");
        var before = kept(to);

        sandbox.sendAgain(to.app());
        sandbox.sendAgain(to.app());

        await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> kept(to) == before);
        awaitAllDelivered(to);
    }

    @Test
    void theOrderOfEventsDoesNotMatter() {
        var to = connected();
        var person = hire(to, Map.of());
        awaitStatus(to, person, "active");

        sandbox.reorder(to.app(), 2);
        sandbox.freeze(person);
        sandbox.resign(person);

        awaitStatus(to, person, "resigned");
    }

    @Test
    void aConnectionThatIsCutIsDialedAgainAndNothingIsLost() {
        var to = connected();

        sandbox.stopEvents(to.app());
        assertThat(sandbox.disconnect(to.app())).isEqualTo(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(delivery(to).getString("connection.error"))
                .isEqualTo("closed"));
        var person = hire(to, Map.of());
        awaitConnections(to, 1);
        sandbox.resumeEvents(to.app());

        awaitStatus(to, person, "active");
        assertThat(delivery(to).getString("connection.connected_since")).isNotNull();
    }

    @Test
    void whoeverTurnsTheLongConnectionOnOrOffOpensAndClosesIt() {
        var to = organization("none");
        assertThat(sandbox.connections(to.app())).isZero();

        change(to, "event_delivery", "long_connection");
        awaitConnections(to, 1);
        change(to, "status", "disabled");
        awaitConnections(to, 0);
        change(to, "status", "active");
        awaitConnections(to, 1);
        change(to, "event_delivery", "none");
        awaitConnections(to, 0);
        assertThat(delivery(to).<Object>get("connection")).isNull();
        change(to, "event_delivery", "long_connection");
        awaitConnections(to, 1);
        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + to.id());
        awaitConnections(to, 0);
    }

    @Test
    void aSecretThatFeishuRefusesIsNamedAndANewOneConnectsAtOnce() {
        var app = sandbox.newApp();
        apps.add(app);
        sandbox.subscribeByLongConnection(app);
        var request = OrgSync.request(app);
        var answer = orgSync.create(request);
        var to = new Connected(app, answer.path("organization_id"));
        organizations.add(to.id());
        orgSync.finished(to.id(), answer.path("first_sync_run_id"));
        sandbox.secret(app, "a-new-secret-of-the-app");

        change(to, "event_delivery", "long_connection");
        await().atMost(SOON).untilAsserted(() -> assertThat(delivery(to).getString("connection.error"))
                .isEqualTo("refused_514"));
        assertThat(sandbox.connections(app)).isZero();
        assertThat(delivery(to).getString("connection.connected_since")).isNull();

        change(to, "feishu_app_secret", "a-new-secret-of-the-app");
        awaitConnections(to, 1);
        assertThat(delivery(to).prettify()).doesNotContain("a-new-secret-of-the-app");
    }
}
