package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.EventLog;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** One person read from Feishu at the moment they are asked about. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class MemberRefreshIT {
    private static final String USER = "GET /open-apis/contact/v3/users/:user_id";

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    EventLog events;

    private final String li = "refresh-" + UUID.randomUUID().toString().substring(0, 8);
    private App app = new App("", "");
    private String id = "";

    @BeforeEach
    void anOrganization() {
        app = sandbox.newApp();
        id = orgSync.created(app);
    }

    @AfterEach
    void asBefore() {
        sandbox.clearFaults();
        sandbox.erase(li);
    }

    @Test
    void createsWhoIsNew() {
        var openId = sandbox.hire(app, li, "李", "design");

        var answer = orgSync.refresh(id, openId);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<String>path("name")).isEqualTo("李");
        assertThat(answer.<String>path("status")).isEqualTo("active");
        assertThat(answer.<List<String>>path("departments.name")).containsExactly("设计部");
        assertThat(answer.<Integer>path("revision")).isEqualTo(1);
        assertThat(orgSync.member(id, openId)).isEqualTo(answer.jsonPath().getMap(""));
    }

    @Test
    void tellsOfWhoIsNewOnce() {
        var openId = sandbox.hire(app, li, "李", "design");
        var sent = events.of(id, "member.created.v1").size();

        orgSync.refresh(id, openId);
        orgSync.refresh(id, openId);

        assertThat(events.of(id, "member.created.v1")).hasSize(sent + 1);
        assertThat(events.of(id, "member.updated.v1")).isEmpty();
    }

    @Test
    void takesOverWhatHasChanged() {
        var openId = sandbox.openId(app, "jin-song");
        var before = orgSync.member(id, openId);
        sandbox.freeze("jin-song");

        var answer = orgSync.refresh(id, openId);

        sandbox.comeBack("jin-song");
        assertThat(answer.<String>path("status")).isEqualTo("frozen");
        assertThat(answer.<String>path("member_id")).isEqualTo(before.get("member_id"));
        assertThat(answer.<Object>path("departments")).isEqualTo(before.get("departments"));
        assertThat(events.of(id, "member.updated.v1")
                        .getFirst()
                        .data()
                        .path("cause")
                        .path("kind")
                        .asText())
                .isEqualTo("refresh");
    }

    @Test
    void knowsThatSomebodyResigned() {
        var openId = sandbox.hire(app, li, "李", "design");
        orgSync.refresh(id, openId);
        sandbox.resign(li);

        var answer = orgSync.refresh(id, openId);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("status")).isEqualTo("resigned");
        assertThat(events.of(id, "member.removed.v1")).hasSize(1);
    }

    @Test
    void isTheSameMemberTheNextRunFinds() {
        var openId = sandbox.hire(app, li, "李", "design", "finance");
        var refreshed = orgSync.refresh(id, openId).jsonPath().getMap("");

        var run = orgSync.sync(id);

        assertThat(run.getInt("members.added")).isZero();
        assertThat(run.getInt("members.updated")).isZero();
        assertThat(orgSync.member(id, openId)).isEqualTo(refreshed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ou_00000000000000000000000000000000", "ou_nobody"})
    void isNotFoundWhereFeishuKnowsNobody(String openId) {
        assertNotFound(openId);
    }

    @Test
    void isNotFoundByTheOpenIdOfAnotherApp() {
        assertNotFound(sandbox.openId(sandbox.newApp(), "advisor"));
    }

    @Test
    void isNotFoundOutsideTheDataRange() {
        var openId = sandbox.hire(app, li, "李", "design");
        sandbox.dataRange(app, List.of("advisor"), List.of());

        assertNotFound(openId);
        assertThat(orgSync.all(id, "members?q=" + li)).isEmpty();
    }

    @Test
    void isAProblemOfFeishusWhileFeishuIsDown() {
        sandbox.fault(USER, 100, Map.of("status", 503));

        var answer = orgSync.refresh(id, sandbox.openId(app, "advisor"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:feishu-unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"open_id\":null}",
                "{\"open_id\":7}",
                "{\"open_id\":\"\"}",
                "{\"open_id\":\"a/b\"}",
                "null",
                "[]"
            })
    void refusesARequestWithoutAnOpenId(String body) {
        var answer =
                orgSync.as("members:refresh").body(body).post(OrgSync.ORGANIZATIONS + "/" + id + "/members/refresh");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:invalid-request");
        assertThat(answer.<List<String>>path("errors.field")).containsExactly("open_id");
    }

    @Test
    void isNotFoundInAnOrganizationThatIsNotThere() {
        assertThat(orgSync.refresh("01a20e91-1d71-787a-90bb-d66ccde9ff95", "ou_1")
                        .statusCode())
                .isEqualTo(404);
    }

    private void assertNotFound(String openId) {
        var answer = orgSync.refresh(id, openId);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(404);
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:not-found");
    }
}
