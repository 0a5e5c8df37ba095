package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class AppRangesTest extends SandboxTest {
    private static final String APPLICATIONS = "/open-apis/application/v6/applications/";
    private static final String IN_FORCE = APPLICATIONS + APP + "/contacts_range_configuration";
    private static final String VISIBILITY = APPLICATIONS + APP + "/visibility/check_white_black_list";

    @Test
    void aDepartmentWithAClosedOnesIdIsNotInItsRange() {
        SANDBOX.company().open("legal", "法务", "Legal", "0");
        var range = new JsonObject().put("type", "some").put("departments", new JsonArray().add("legal"));
        for (var which : java.util.List.of("data-range", "availability")) {
            put("/sandbox/api/apps/" + APP + "/" + which, range);
        }
        SANDBOX.company().close("legal");
        SANDBOX.company().open("legal", "法务二", "Another Legal", "0");
        SANDBOX.company().move("lin-xiaoman", "legal");

        var children =
                get("/open-apis/contact/v3/departments/legal/children?department_id_type=department_id", tenantToken());

        assertThat(children.code()).isEqualTo(40004);
        assertThat(SANDBOX.app().isAvailableTo(SANDBOX.company().person("lin-xiaoman")))
                .isFalse();
        assertThat(get("/sandbox/api/apps/" + APP)
                        .json()
                        .getJsonObject("data_range")
                        .getJsonArray("departments"))
                .isEmpty();
    }

    @Test
    void namesEachKindOfDataRange() {
        assertThat(inForce("").getString("contacts_scope_type")).isEqualTo("all");

        SANDBOX.apps().update(APP, app -> app.withDataRange(new Range.SameAsAvailability()));
        assertThat(inForce("").getString("contacts_scope_type")).isEqualTo("equal_to_availability");

        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.withDataRange(Range.some(app.company(), Set.of("wang-wei"), Set.of("platform"))));
        var range = inForce("?department_id_type=department_id&user_id_type=union_id");
        assertThat(range.getString("contacts_scope_type")).isEqualTo("some");
        assertThat(range.getJsonObject("visible_list"))
                .isEqualTo(new JsonObject()
                        .put(
                                "open_ids",
                                new JsonArray()
                                        .add(SANDBOX.company()
                                                .person("wang-wei")
                                                .unionId()))
                        .put("department_ids", new JsonArray().add("platform"))
                        .put("group_ids", new JsonArray()));
    }

    @Test
    void pagesTheDataRangePeopleFirst() {
        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.withDataRange(
                                Range.some(app.company(), Set.of("wang-wei", "lin-xiaoman"), Set.of("platform"))));

        var first = get(IN_FORCE + "?page_size=2", tenantToken()).data();
        var second = get(IN_FORCE + "?page_size=2&page_token=" + first.getString("page_token"), tenantToken())
                .data();

        assertThat(list(first).getJsonArray("open_ids")).hasSize(2);
        assertThat(list(first).getJsonArray("department_ids")).isEmpty();
        assertThat(list(second).getJsonArray("department_ids")).hasSize(1);
        assertThat(second.getBoolean("has_more")).isFalse();
        assertRefused(get(IN_FORCE + "?page_token=stale", tenantToken()), 210500);
    }

    @Test
    void takesAPageTokenOfTheDataRangeForTwoHours() {
        var selected = Range.some(SANDBOX.company(), Set.of("wang-wei", "lin-xiaoman"), Set.of("platform"));
        SANDBOX.apps().update(APP, app -> app.withDataRange(selected));
        var first = get(IN_FORCE + "?page_size=2", tenantToken()).data();
        var next = IN_FORCE + "?page_size=2&page_token=" + first.getString("page_token");

        SANDBOX.clock().advance(Duration.ofMinutes(119));
        assertThat(get(next, tenantToken()).code()).isZero();
        SANDBOX.clock().advance(Duration.ofMinutes(1));
        assertRefused(get(next, tenantToken()), 210500);
    }

    @Test
    void wantsTheAppsOwnIdForTheRangeInForceAndForVisibility() {
        assertRefused(get(APPLICATIONS + "me/contacts_range_configuration", tenantToken()), 210503);
        assertRefused(check(VISIBILITY.replace(APP, "me"), new JsonObject()), 210001);
    }

    @Test
    void refusesUserIdsToAnAppThatMayNotKnowThem() {
        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(Scopes.APP_INFO), Set.of()));

        assertRefused(get(IN_FORCE + "?user_id_type=user_id", tenantToken()), 99991672);
    }

    @Test
    void tellsTheRangeAskedForOnlyWhereTheVersionChangesIt() {
        SANDBOX.apps().update(APP, app -> app.drafting(true)
                .createVersion(null, true, SANDBOX.clock().instant()));
        assertThat(suggested()).isEqualTo(new JsonObject());

        SANDBOX.apps().update(APP, app -> app.rejectVersion(waiting())
                .withDataRange(new Range.SameAsAvailability())
                .createVersion(null, true, SANDBOX.clock().instant()));

        assertThat(suggested().getString("contacts_scope_type")).isEqualTo("equal_to_availability");
        assertThat(inForce("").getString("contacts_scope_type")).isEqualTo("all");
    }

    @Test
    void tellsWhoMayUseTheApp() {
        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.withAvailability(Range.some(app.company(), Set.of("wang-wei"), Set.of("design"))));
        var inside = SANDBOX.company().person("wang-wei").openId(APP);
        var outside = SANDBOX.company().person("lin-xiaoman").openId(APP);

        var data = check(
                        VISIBILITY,
                        new JsonObject()
                                .put("user_ids", new JsonArray().add(inside).add(outside))
                                .put(
                                        "department_ids",
                                        new JsonArray().add("design").add("finance"))
                                .put("group_ids", new JsonArray().add("group-1")))
                .data();

        assertThat(data.getJsonArray("user_visibility_list"))
                .containsExactly(
                        new JsonObject()
                                .put("user_id", inside)
                                .put("in_white_list", true)
                                .put("in_black_list", false)
                                .put("in_paid_list", false),
                        new JsonObject()
                                .put("user_id", outside)
                                .put("in_white_list", false)
                                .put("in_black_list", false)
                                .put("in_paid_list", false));
        assertThat(whiteListed(data, "department_visibility_list")).containsExactly(true, false);
        assertThat(whiteListed(data, "group_visibility_list")).containsExactly(false);
    }

    @Test
    void countsEverybodyAsWhiteListedWhenTheAppIsForEverybody() {
        var person = SANDBOX.company().person("lin-xiaoman").openId(APP);

        var data = check(VISIBILITY, new JsonObject().put("user_ids", new JsonArray().add(person)))
                .data();

        assertThat(whiteListed(data, "user_visibility_list")).containsExactly(true);
        assertThat(data.getJsonArray("department_visibility_list")).isEmpty();
    }

    @Test
    void checksAHundredAtATimeAtMost() {
        var ids = new JsonArray(Collections.nCopies(101, "ou_1"));

        assertRefused(check(VISIBILITY, new JsonObject().put("user_ids", ids)), 210001);
        assertRefused(check(VISIBILITY, new JsonObject().put("group_ids", "group-1")), 210001);
        assertRefused(check(VISIBILITY, new JsonObject().put("group_ids", new JsonArray().add(1))), 210001);
    }

    private static JsonObject inForce(String query) {
        return get(IN_FORCE + query, tenantToken()).data().getJsonObject("contacts_range");
    }

    private static JsonObject list(JsonObject data) {
        return data.getJsonObject("contacts_range").getJsonObject("visible_list");
    }

    private static String waiting() {
        return SANDBOX.app().versions().waiting().map(AppVersion::versionId).orElseThrow();
    }

    private static JsonObject suggested() {
        return get(APPLICATIONS + "me/app_versions/" + waiting() + "/contacts_range_suggest", tenantToken())
                .data()
                .getJsonObject("contacts_range");
    }

    private static Answer check(String path, JsonObject body) {
        return send(json("POST", path, body).header("Authorization", "Bearer " + tenantToken()));
    }

    private static List<Boolean> whiteListed(JsonObject data, String list) {
        return data.getJsonArray(list).stream()
                .map(item -> ((JsonObject) item).getBoolean("in_white_list"))
                .toList();
    }

    private static void assertRefused(Answer answer, int code) {
        assertThat(List.of(answer.status(), answer.code())).isEqualTo(List.of(400, code));
    }

    @Test
    void aSelectionMeansTheDepartmentAndNotItsIdSomedayLater() {
        SANDBOX.company().open("short-lived", "短命", "Short-lived", "0");
        var selected = Range.some(SANDBOX.company(), Set.of(), Set.of("short-lived"));
        SANDBOX.company().close("short-lived");
        var later = SANDBOX.company().open("short-lived", "后来", "Later", "0");

        assertThat(selected.names(later)).isFalse();
        assertThat(selected.departmentsOf(SANDBOX.company())).isEmpty();
    }

    @Test
    void aDepartmentIsSelectedOnceWhicheverIdsNameIt() {
        var openId = SANDBOX.company().department("platform").openId();
        var selected = Range.some(SANDBOX.company(), Set.of(), Set.of("platform", openId));

        assertThat(selected.departments()).containsExactly(openId);
        assertThatThrownBy(() -> new Range.Selected(Set.of(), Set.of("platform")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
