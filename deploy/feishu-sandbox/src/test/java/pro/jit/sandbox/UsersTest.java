package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class UsersTest extends SandboxTest {
    private static final String USERS = "/open-apis/contact/v3/users/";

    @Test
    void findsTheDirectMembersOfADepartmentOnly() {
        var names = names(get(find("platform") + "&page_size=50", tenantToken()));

        assertThat(names).contains("林小满", "赵磊").doesNotContain("王伟");
    }

    @Test
    void findsThePeopleAtTheRoot() {
        assertThat(names(get(find("0"), tenantToken()))).contains("陈思远", "顾问 · 石川");
    }

    @Test
    void listsAPersonInEachOfTheirDepartments() {
        var zhao = SANDBOX.company().person("zhao-lei");
        var item = user(zhao, "?department_id_type=department_id");

        assertThat(item.getJsonArray("department_ids")).containsExactly("platform-backend", "platform");
        assertThat(item.getJsonArray("orders").getJsonObject(0).getBoolean("is_primary_dept"))
                .isTrue();
        assertThat(item.getJsonArray("orders").getJsonObject(1).getBoolean("is_primary_dept"))
                .isFalse();
    }

    @Test
    void wantsADepartmentId() {
        assertThat(get(USERS + "find_by_department", tenantToken()).code()).isEqualTo(44102);
    }

    @Test
    void givesTenByDefaultAndFiftyAtMost() {
        for (int i = 0; i < 60; i++) {
            SANDBOX.company()
                    .hire(pro.jit.sandbox.model.PersonChange.named("人" + i, "Person " + i)
                            .in(java.util.List.of("lab")));
        }
        var token = tenantToken();

        assertThat(get(find("lab"), token).items()).hasSize(10);
        assertThat(get(find("lab") + "&page_size=50", token).items()).hasSize(50);
        assertThat(get(find("lab") + "&page_size=51", token).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "contact:user.base:readonly, name",
        "contact:user.base:readonly, avatar",
        "contact:user.email:readonly, email",
        "contact:user.phone:readonly, mobile",
        "contact:user.employee_id:readonly, user_id",
        "contact:user.gender:readonly, gender",
        "contact:user.employee:readonly, status",
        "contact:user.employee:readonly, job_title",
        "contact:user.employee:readonly, employee_no",
        "contact:user.employee_number:read, employee_no",
        "contact:user.department:readonly, department_ids",
        "contact:user.department:readonly, orders",
    })
    void leavesAFieldOutWithoutItsScope(String scope, String field) {
        var person = SANDBOX.company().person("lin-xiaoman");
        grant(Scopes.CONTACT_BASE);
        assertThat(user(person, "").fieldNames()).doesNotContain(field).contains("open_id", "union_id");
        grant(Scopes.CONTACT_BASE, scope);
        assertThat(user(person, "").fieldNames()).contains(field);
    }

    @Test
    void broadScopesDoNotCoverEmailMobileAndUserId() {
        grant(Scopes.CONTACT_READONLY_AS_APP);

        assertThat(user(SANDBOX.company().person("lin-xiaoman"), "").fieldNames())
                .contains("name", "status", "department_ids")
                .doesNotContain("email", "mobile", "user_id");
    }

    @Test
    void refusesUserIdsWithoutTheirScope() {
        grant(Scopes.CONTACT_BASE);

        var answer = get(find("platform") + "&user_id_type=user_id", tenantToken());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(99991672);
        assertThat(violation(answer)).isEqualTo(Map.of("type", "field_scope_required", "subject", Scopes.USER_ID));
    }

    @Test
    void refusesACallWithoutAnyContactScope() {
        grant(Scopes.TENANT);

        var answer = get(find("platform"), tenantToken());

        assertThat(answer.code()).isEqualTo(99991672);
        assertThat(violation(answer)).containsEntry("type", "action_scope_required");
    }

    @Test
    void refusesAnUnknownIdType() {
        assertThat(get(find("platform") + "&user_id_type=email", tenantToken()).code())
                .isEqualTo(99992402);
    }

    @Test
    void refusesAPersonOutsideTheRange() {
        range(Set.of("wang-wei"), Set.of("finance"));
        var token = tenantToken();

        var outside = get(USERS + open("lin-xiaoman"), token);
        assertThat(outside.status()).isEqualTo(400);
        assertThat(outside.code()).isEqualTo(41050);
        assertThat(get(USERS + open("wang-wei"), token).code()).isZero();
        assertThat(get(USERS + open("tang-wei"), token).code()).isZero();
    }

    @Test
    void leavesPeopleOutsideTheRangeAndUnknownOnesOutOfABatch() {
        range(Set.of("wang-wei"), Set.of());
        var path = USERS + "batch?user_ids=" + open("wang-wei") + "&user_ids=" + open("lin-xiaoman") + "&user_ids=ou_"
                + "0".repeat(32);

        assertThat(names(get(path, tenantToken()))).containsExactly("王伟");
    }

    @ParameterizedTest
    @CsvSource({
        "ou_00000000000000000000000000000000, open_id, 99992352",
        "nonsense, open_id, 99992351",
        "nonsense, user_id, 99992360",
        "nonsense, union_id, 41012",
    })
    void saysThatAPersonDoesNotExist(String id, String type, int code) {
        assertThat(get(USERS + id + "?user_id_type=" + type, tenantToken()).code())
                .isEqualTo(code);
    }

    @Test
    void knowsTheOpenIdOfAnotherAppForWhatItIs() {
        var other = SANDBOX.apps().build("Other");
        var foreign = SANDBOX.company().person("lin-xiaoman").openId(other.appId());

        assertThat(get(USERS + foreign, tenantToken()).code()).isEqualTo(99992361);
        assertThat(get(USERS + "batch?user_ids=" + foreign, tenantToken()).code())
                .isEqualTo(99992361);
    }

    @Test
    void tellsTheStateOfAPerson() {
        var frozen = user(SANDBOX.company().person("zhou-frozen"), "").getJsonObject("status");
        var newcomer = user(SANDBOX.company().person("xu-newcomer"), "").getJsonObject("status");

        assertThat(frozen.getBoolean("is_frozen")).isTrue();
        assertThat(frozen.getBoolean("is_activated")).isTrue();
        assertThat(newcomer.getBoolean("is_activated")).isFalse();
    }

    @Test
    void listsNobodyWhoResigned() {
        SANDBOX.company().resign("wang-wei");
        var token = tenantToken();

        assertThat(names(get(find("platform-backend") + "&page_size=50", token)))
                .doesNotContain("王伟");
        assertThat(get(USERS + "batch?user_ids=" + open("wang-wei"), token).items())
                .isEmpty();
        var one = get(USERS + open("wang-wei"), token).data().getJsonObject("user");
        assertThat(one.getJsonObject("status").getBoolean("is_resigned")).isTrue();
        assertThat(one.getJsonArray("department_ids")).isEmpty();
    }

    @Test
    void answersAUserTokenThatWasGrantedTheScope() {
        var with = post(V2, redemption(code(Map.of("scope", Scopes.CONTACT_BASE + " " + Scopes.USER_BASE))))
                .json()
                .getString("access_token");
        assertThat(names(get(find("platform"), with))).contains("林小满");
    }

    @Test
    void refusesAUserTokenThatWasNotGrantedTheScope() {
        var without = post(V2, redemption(code(Map.of()))).json().getString("access_token");

        var answer = get(find("platform"), without);

        assertThat(answer.code()).isEqualTo(99991679);
        assertThat(violation(answer)).containsEntry("type", "action_privilege_required");
    }

    private static String find(String department) {
        return USERS + "find_by_department?department_id_type=department_id&department_id=" + department;
    }

    private static String open(String key) {
        return SANDBOX.company().person(key).openId(APP);
    }

    private static JsonObject user(Person person, String query) {
        return get(USERS + person.openId(APP) + query, tenantToken()).data().getJsonObject("user");
    }

    private static Set<String> names(Answer answer) {
        return answer.items().stream()
                .map(item -> ((JsonObject) item).getString("name"))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> violation(Answer answer) {
        return answer.json()
                .getJsonObject("error")
                .getJsonArray("permission_violations")
                .getJsonObject(0)
                .getMap();
    }

    private static void grant(String... scopes) {
        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(scopes), app.userScopes()));
    }

    private static void range(Set<String> people, Set<String> departments) {
        SANDBOX.apps().update(APP, app -> app.withDataRange(Range.some(app.company(), people, departments)));
    }
}
