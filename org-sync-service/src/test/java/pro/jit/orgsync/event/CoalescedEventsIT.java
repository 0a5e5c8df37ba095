package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.event.Subscribers.Subscriber;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** What came while nobody worked is worked in as few calls as it takes. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CoalescedEventsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ONE = "GET /open-apis/contact/v3/users/:user_id";
    private static final String BATCH = "GET /open-apis/contact/v3/users/batch";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Subscribers subscribers;

    @Inject
    EventWorkLock lock;

    @Inject
    Jdbi jdbi;

    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> people = new ArrayList<>();

    @AfterEach
    void nothingStays() {
        sandbox.clearFaults();
        subscribers.end();
        people.forEach(sandbox::erase);
    }

    private String hire(Subscriber to, String name, String department) {
        var key = name + "-" + suffix;
        people.add(key);
        return sandbox.hire(to.app(), key, key, department);
    }

    private void awaitWorked(Subscriber to) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(sandbox.sentEvents(to.app()))
                    .extracting(event -> event.get("state"))
                    .containsOnly("delivered");
            assertThat(subscribers.waiting(to)).isZero();
        });
    }

    private void together(Subscriber to, int events, Runnable changes) {
        lockedWhile(to, events, changes);
        awaitWorked(to);
    }

    /** Has so many events arrive before any of them is worked. */
    private void lockedWhile(Subscriber to, int events, Runnable changes) {
        var before = subscribers.kept(to);
        await().atMost(SOON)
                .until(() -> lock.whileHeld(OrganizationId.parse(to.id()), handle -> {
                    changes.run();
                    await().atMost(SOON).until(() -> subscribers.kept(to) == before + events);
                }));
    }

    private Map<String, Object> member(Subscriber to, String openId) {
        return orgSync.member(to.id(), openId);
    }

    @Test
    void severalEventsOfOnePersonAreOneReading() {
        var to = subscribers.create(sandbox.newApp());
        var openId = hire(to, "busy", "design");
        awaitWorked(to);
        var calls = sandbox.calls(ONE) + sandbox.calls(BATCH);

        together(to, 5, () -> {
            for (var title : List.of("一", "二", "三", "四", "五")) {
                sandbox.change("busy-" + suffix, Map.of("job_title", title));
            }
        });

        assertThat(sandbox.calls(ONE) + sandbox.calls(BATCH)).isEqualTo(calls + 1);
        assertThat(member(to, openId)).containsEntry("job_title", "五");
    }

    @Test
    void manyPeopleAreReadFiftyAtATime() {
        var to = subscribers.create(sandbox.newApp());
        var one = sandbox.calls(ONE);
        var batch = sandbox.calls(BATCH);
        var hired = new ArrayList<String>();

        together(to, 120, () -> {
            for (var i = 0; i < 120; i++) {
                hired.add(hire(to, "many-" + i, "design"));
            }
        });

        assertThat(sandbox.calls(BATCH) - batch).isEqualTo(3);
        assertThat(sandbox.calls(ONE) - one).isZero();
        assertThat(orgSync.all(to.id(), "members"))
                .filteredOn(member -> hired.contains(member.get("open_id")))
                .hasSize(120)
                .allSatisfy(member -> assertThat(member).containsEntry("status", "active"));
    }

    @Test
    void ofWhomTheCommonAnswerSaysNothingIsAskedAloneAndOnlyProofRemoves() {
        var app = sandbox.newApp();
        sandbox.dataRange(app, List.of(), List.of("design"));
        var to = subscribers.create(app);
        var stays = hire(to, "stays", "design");
        var erased = hire(to, "erased", "design");
        var unseen = hire(to, "unseen", "design");
        awaitWorked(to);
        var one = sandbox.calls(ONE);
        var batch = sandbox.calls(BATCH);

        together(to, 3, () -> {
            sandbox.change("stays-" + suffix, Map.of("job_title", "留"));
            sandbox.erase("erased-" + suffix);
            sandbox.move("unseen-" + suffix, "finance");
        });

        assertThat(sandbox.calls(BATCH) - batch).isEqualTo(1);
        assertThat(sandbox.calls(ONE) - one).isEqualTo(2);
        assertThat(member(to, stays)).containsEntry("job_title", "留").containsEntry("status", "active");
        assertThat(member(to, erased)).containsEntry("status", "resigned");
        assertThat(member(to, unseen)).as("out of sight is not gone").containsEntry("status", "active");
        people.remove("erased-" + suffix);
    }

    @Test
    void anEventAboutAPersonsTokenHasThemReadAgain() {
        var to = subscribers.create(sandbox.newApp());
        var openId = hire(to, "token", "design");
        awaitWorked(to);
        sandbox.unsubscribe(to.app());
        sandbox.freeze("token-" + suffix);

        Pushes.signed(to, """
                {"schema":"2.0","header":{"event_id":"revoked-%s","event_type":"auth.user_access_token.revoked_v4","create_time":"1762000000000",\
                "token":"%s","app_id":"%s","tenant_key":"1a2b3c4d5e6f7a8b"},\
                "event":{"revoke_token_type":"user_access_token","revoke_reason":1,"open_id":"%s","union_id":"on_1","user_id":"u1"}}""".formatted(suffix, Subscribers.TOKEN, to.app().appId(), openId));

        await().atMost(SOON).untilAsserted(() -> assertThat(member(to, openId)).containsEntry("status", "frozen"));
    }

    @Test
    void whenAllOfABatchIsRefusedEachIsAskedAlone() {
        var to = subscribers.create(sandbox.newApp());
        sandbox.fault(BATCH, 1, Map.of("status", 400, "code", 99992361));
        var hired = new ArrayList<String>();

        together(to, 3, () -> {
            for (var i = 0; i < 3; i++) {
                hired.add(hire(to, "alone-" + i, "design"));
            }
        });

        assertThat(hired).allSatisfy(openId -> assertThat(member(to, openId)).containsEntry("status", "active"));
    }

    @Test
    void whoCannotBeStoredKeepsNobodyElseWaiting() {
        var to = subscribers.create(sandbox.newApp());
        var hired = new ArrayList<String>();
        constrain("add constraint no_spoiler check (name <> 'spoiler-" + suffix + "') not valid");
        String spoiler;
        try {
            var openIds = new ArrayList<String>();
            lockedWhile(to, 3, () -> {
                hired.add(hire(to, "before", "design"));
                openIds.add(hire(to, "spoiler", "design"));
                hired.add(hire(to, "after", "design"));
            });
            spoiler = openIds.getFirst();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(subscribers.waiting(to)).isEqualTo(1));
            assertThat(hired)
                    .allSatisfy(openId -> assertThat(member(to, openId)).containsEntry("status", "active"));
        } finally {
            constrain("drop constraint no_spoiler");
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(subscribers.waiting(to)).isZero());
        assertThat(member(to, spoiler)).containsEntry("status", "active");
    }

    private void constrain(String how) {
        jdbi.useHandle(handle -> handle.execute("alter table member " + how));
    }
}
