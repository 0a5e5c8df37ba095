package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class DepartmentsTest extends SandboxTest {
    private static final String CHILDREN = "/open-apis/contact/v3/departments/0/children";

    @Test
    void listsTheWholeTreeInPages() {
        var ids = new ArrayList<String>();
        var token = tenantToken();
        var page = get(CHILDREN + "?fetch_child=true&page_size=5", token).data();
        collect(page, ids);
        while (page.getBoolean("has_more")) {
            page = get(CHILDREN + "?fetch_child=true&page_size=5&page_token=" + page.getString("page_token"), token)
                    .data();
            collect(page, ids);
        }

        assertThat(page.fieldNames()).doesNotContain("page_token");
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(SANDBOX.company().departments());
    }

    @Test
    void listsTheFirstLevelWithoutRecursionTenByDefault() {
        for (int i = 0; i < 8; i++) {
            SANDBOX.company().open("extra-" + i, "部门" + i, "Extra " + i, "0");
        }

        var page = get(CHILDREN, tenantToken()).data();

        assertThat(page.getJsonArray("items")).hasSize(10);
        assertThat(page.getBoolean("has_more")).isTrue();
        page.getJsonArray("items").forEach(item -> assertThat(((JsonObject) item).getString("parent_department_id"))
                .isEqualTo("0"));
    }

    @Test
    void saysTheIdsInTheAskedTypes() {
        var item = get(
                        "/open-apis/contact/v3/departments/platform-backend?department_id_type=department_id&user_id_type=union_id",
                        tenantToken())
                .data()
                .getJsonObject("department");

        assertThat(item.getString("department_id")).isEqualTo("platform-backend");
        assertThat(item.getString("open_department_id")).matches("od-[0-9a-f]{32}");
        assertThat(item.getString("parent_department_id")).isEqualTo("platform");
        assertThat(item.getString("leader_user_id")).startsWith("on_");
        assertThat(item.getJsonArray("leaders").getJsonObject(0).fieldNames())
                .containsExactly("leaderType", "leaderID");
        assertThat(item.getValue("order")).isInstanceOf(String.class);
    }

    @Test
    void leavesOutFieldsWithoutTheirScope() {
        grant(Scopes.CONTACT_BASE);

        var item = get(CHILDREN, tenantToken()).items().getJsonObject(0);

        assertThat(item.fieldNames()).containsExactlyInAnyOrder("open_department_id", "leaders");
        grant(Scopes.CONTACT_READONLY_AS_APP);
        assertThat(get(CHILDREN, tenantToken()).items().getJsonObject(0).fieldNames())
                .contains("name", "department_id", "parent_department_id", "order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "500", "-1", "ten"})
    void refusesAPageSizeOutOfBounds(String size) {
        var answer = get(CHILDREN + "?page_size=" + size, tenantToken());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(99992402);
        assertThat(answer.json()
                        .getJsonObject("error")
                        .getJsonArray("field_violations")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo("page_size");
    }

    @Test
    void refusesAPageTokenOfAnotherList() {
        var token = tenantToken();
        var pageToken = get(CHILDREN + "?page_size=1", token).data().getString("page_token");

        assertThat(get(CHILDREN + "?page_size=1&fetch_child=true&page_token=" + pageToken, token)
                        .code())
                .isEqualTo(40012);
        assertThat(get(CHILDREN + "?page_token=nonsense", token).code()).isEqualTo(40012);
    }

    @Test
    void refusesTheRootToAPartialRange() {
        range(Set.of(), Set.of("platform"));

        var answer = get(CHILDREN, tenantToken());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo(40004);
    }

    @Test
    void includesWhatIsBelowAGrantedDepartmentAndNothingElse() {
        range(Set.of(), Set.of("platform"));
        var token = tenantToken();
        var platform = SANDBOX.company().department("platform").openId();
        var design = SANDBOX.company().department("design").openId();

        assertThat(get("/open-apis/contact/v3/departments/" + platform + "/children", token)
                        .items())
                .hasSize(2);
        assertThat(get("/open-apis/contact/v3/departments/" + design, token).status())
                .isEqualTo(403);
        assertThat(get("/open-apis/contact/v3/departments/" + design + "/children", token)
                        .code())
                .isEqualTo(40004);
    }

    @Test
    void isSilentAboutUnknownAndUnreachableIdsInABatch() {
        range(Set.of(), Set.of("platform"));
        var path = "/open-apis/contact/v3/departments/batch?department_id_type=department_id"
                + "&department_ids=platform&department_ids=design&department_ids=nowhere";

        assertThat(get(path, tenantToken()).items()).hasSize(1);
    }

    @Test
    void takesOneToFiftyIdsInABatch() {
        var ids = "&department_ids=platform".repeat(51);

        assertThat(get("/open-apis/contact/v3/departments/batch?x" + ids, tenantToken())
                        .code())
                .isEqualTo(99992402);
        assertThat(get("/open-apis/contact/v3/departments/batch", tenantToken()).code())
                .isEqualTo(99992402);
    }

    @Test
    void saysThatADepartmentDoesNotExist() {
        var answer = get("/open-apis/contact/v3/departments/od-" + "0".repeat(32) + "/children", tenantToken());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(40015);
    }

    @Test
    void listsTheDepartmentsAboveTheNearestFirst() {
        var answer = get(
                "/open-apis/contact/v3/departments/parent?department_id=platform-backend&department_id_type=department_id",
                tenantToken());

        assertThat(answer.items().stream().map(item -> ((JsonObject) item).getString("department_id")))
                .containsExactly("platform", "product");
    }

    @Test
    void skipsNobodyWhenADepartmentDisappearsBetweenPages() {
        var token = tenantToken();
        SANDBOX.company().open("temporary", "临时", "Temporary", "0");
        SANDBOX.company().open("last", "最后", "Last", "0");
        var first = get(CHILDREN + "?department_id_type=department_id&page_size=6", token)
                .data();
        SANDBOX.company().close("temporary");

        var second = get(
                CHILDREN + "?department_id_type=department_id&page_size=6&page_token=" + first.getString("page_token"),
                token);

        assertThat(second.items().stream().map(item -> ((JsonObject) item).getString("department_id")))
                .contains("last");
    }

    private static void collect(JsonObject page, List<String> ids) {
        page.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("open_department_id")));
    }

    private static void grant(String... scopes) {
        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(scopes), app.userScopes()));
    }

    private static void range(Set<String> people, Set<String> departments) {
        SANDBOX.apps().update(APP, app -> app.withDataRange(Range.some(app.company(), people, departments)));
    }
}
