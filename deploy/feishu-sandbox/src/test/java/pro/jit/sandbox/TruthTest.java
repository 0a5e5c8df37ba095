package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

/** The truth is what the contact reads tell, and the fewest calls are those in which it can be read. */
class TruthTest extends SandboxTest {
    private static final String OF_APP = "/sandbox/api/apps/" + APP;

    @BeforeEach
    void withoutLimits() {
        SANDBOX.limits().enable(false);
        SANDBOX.company().resign("wang-wei");
    }

    @Test
    void holdsForARangeOfAllMembers() {
        var read = new MinimalReader(tenantToken());

        read.readEverybody();

        assertTrue(read);
        assertThat(read.departments).hasSize(13);
        assertThat(read.people)
                .doesNotContainKey(SANDBOX.company().person("wang-wei").openId(APP));
    }

    @Test
    void holdsForGrantedDepartmentsAndPeople() {
        grant(Set.of("he-jing", "wang-wei"), Set.of("platform", "platform-backend", "teaching-math"));
        var read = new MinimalReader(tenantToken());

        read.readGranted(
                List.of(SANDBOX.company().department("platform-backend").openId()));

        assertTrue(read);
        assertThat(read.departments).hasSize(4);
        assertThat(read.people).containsKey(SANDBOX.company().person("he-jing").openId(APP));
    }

    @Test
    void holdsForGrantedPeopleAlone() {
        grant(Set.of("he-jing", "lin-xiaoman"), Set.of());
        var read = new MinimalReader(tenantToken());

        read.readGranted(List.of());

        assertTrue(read);
        assertThat(read.people).hasSize(2);
        assertThat(minimum("total")).isEqualTo(1);
    }

    @Test
    void holdsForAGeneratedCompanyWhoseListsHaveManyPages() {
        generate();
        var read = new MinimalReader(tenantToken());

        read.readEverybody();

        assertTrue(read);
        assertThat(read.departments).hasSize(60);
        assertThat(read.people).hasSize(3_000);
        assertThat(minimum("department_children")).isEqualTo(2);
        assertThat(minimum("find_by_department")).isGreaterThan(61);
    }

    @Test
    void holdsForAPartOfAGeneratedCompany() {
        generate();
        var first = SANDBOX.company().directlyBelow(Ids.ROOT, 0, 1).getFirst();
        grant(Set.of(), Set.of(first.id()));
        var read = new MinimalReader(tenantToken());

        read.readGranted(List.of());

        assertTrue(read);
        assertThat(read.people).isNotEmpty();
    }

    @Test
    void showsOnlyFieldsThatTheAppMayRead() {
        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.withScopes(
                                Set.of(Scopes.CONTACT_BASE, Scopes.USER_BASE, Scopes.DEPARTMENT_BASE), Set.of()));
        var read = new MinimalReader(tenantToken());

        read.readEverybody();

        assertTrue(read);
        assertThat(read.people.values())
                .allSatisfy(person ->
                        assertThat(person.fieldNames()).contains("name").doesNotContain("mobile", "user_id", "status"));
    }

    @Test
    void isNothingForAnAppThatMayNotReadContacts() {
        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(Scopes.TENANT), Set.of()));

        var truth = get(OF_APP + "/truth").json();

        assertThat(truth.getJsonArray("departments")).isEmpty();
        assertThat(truth.getJsonArray("people")).isEmpty();
        assertThat(truth.getString("tenant_key")).isEqualTo(SANDBOX.company().tenantKey());
    }

    @Test
    void isThatOfTheAppsOwnCompany() {
        var other = SANDBOX.tenants().found("海风 Seabreeze");
        other.open("crew", "船员", "Crew", "0");
        var theirs = SANDBOX.apps().build(other, "Theirs").appId();

        var truth = get("/sandbox/api/apps/" + theirs + "/truth").json();

        assertThat(truth.getString("tenant_key")).isEqualTo(other.tenantKey());
        assertThat(truth.getJsonArray("departments")).hasSize(1);
        assertThat(get("/sandbox/api/apps/" + theirs + "/minimum-calls").json().getJsonObject("parts"))
                .isEqualTo(new JsonObject()
                        .put("scopes", 1)
                        .put("department_children", 1)
                        .put("find_by_department", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=many", "cursor=here"})
    void refusesWhatIsNoPartOfIt(String query) {
        assertThat(get(OF_APP + "/truth?" + query).status()).isEqualTo(400);
    }

    @Test
    void isNotKnownOfAnUnknownApp() {
        assertThat(get("/sandbox/api/apps/cli_none/truth").status()).isEqualTo(404);
        assertThat(get("/sandbox/api/apps/cli_none/minimum-calls").status()).isEqualTo(404);
    }

    private static void assertTrue(MinimalReader read) {
        var statistics = SANDBOX.statistics();
        assertThat(minimum("scopes")).isEqualTo((int) statistics.calls(MinimalReader.SCOPES));
        assertThat(minimum("department_children")).isEqualTo((int) statistics.calls(MinimalReader.CHILDREN));
        assertThat(minimum("find_by_department")).isEqualTo((int) statistics.calls(MinimalReader.PEOPLE));
        assertThat(minimum("total"))
                .isEqualTo(minimum("scopes") + minimum("department_children") + minimum("find_by_department"));
        for (var limit : List.of(37, 1_000)) {
            var departments = new LinkedHashMap<String, JsonObject>();
            var people = new LinkedHashMap<String, JsonObject>();
            for (var part : truth(limit)) {
                var size = part.getJsonArray("departments").size()
                        + part.getJsonArray("people").size();
                assertThat(size).isLessThanOrEqualTo(limit);
                keep(part, "departments", "open_department_id", departments);
                keep(part, "people", "open_id", people);
            }
            assertThat(departments).isEqualTo(read.departments);
            assertThat(people).isEqualTo(read.people);
        }
    }

    private static int minimum(String part) {
        var calls = get(OF_APP + "/minimum-calls").json();
        return part.equals("total")
                ? calls.getInteger(part)
                : calls.getJsonObject("parts").getInteger(part);
    }

    private static List<JsonObject> truth(int limit) {
        var parts = new ArrayList<JsonObject>();
        var cursor = "";
        while (cursor != null) {
            var part =
                    get(OF_APP + "/truth?limit=" + limit + "&cursor=" + cursor).json();
            parts.add(part);
            cursor = part.getString("cursor");
            assertThat(part.getBoolean("has_more")).isEqualTo(cursor != null);
        }
        return parts;
    }

    private static void keep(JsonObject part, String list, String id, Map<String, JsonObject> all) {
        for (var item : part.getJsonArray(list)) {
            var json = (JsonObject) item;
            assertThat(all.put(json.getString(id), json)).isNull();
        }
    }

    private static void grant(Set<String> people, Set<String> departments) {
        SANDBOX.apps().update(APP, app -> app.withDataRange(Range.some(app.company(), people, departments)));
    }

    private static void generate() {
        var size = new JsonObject().put("people", 3_000).put("departments", 60).put("seed", 4);
        post("/sandbox/api/company/generate", size);
    }
}
