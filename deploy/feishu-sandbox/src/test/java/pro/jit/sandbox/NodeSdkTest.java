package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Department;
import pro.jit.sandbox.model.Ids;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.Scopes;

/** Feishu's official Node SDK reads what the sandbox answers. */
class NodeSdkTest extends SandboxTest {
    @Test
    void readsTheCompanyAsTheApp() {
        var person = SANDBOX.company().person("lin-xiaoman");
        var other = SANDBOX.company().person("wang-wei");
        var department = SANDBOX.company().department("platform");

        var seen = NodeScript.run(
                "client.mjs",
                SANDBOX.app(),
                Map.of(
                        "PERSON", person.openId(APP),
                        "OTHER_PERSON", other.openId(APP),
                        "DEPARTMENT", department.openId()));

        assertThat(seen.getJsonObject("token").getString("tenant_access_token")).startsWith("t-");
        assertThat(seen.getJsonObject("company").getString("tenant_key"))
                .isEqualTo(SANDBOX.company().tenantKey());
        assertThat(seen.getJsonObject("range").getJsonArray("department_ids")).hasSize(6);
        assertThat(seen.getJsonObject("range").getJsonArray("user_ids")).hasSize(3);
        assertThat(seen.getJsonObject("person").getString("union_id")).isEqualTo(person.unionId());
        assertThat(texts(seen, "people", "open_id")).containsExactly(person.openId(APP), other.openId(APP));
        assertThat(seen.getJsonObject("department").getString("department_id")).isEqualTo("platform");
        assertThat(texts(seen, "departments", "open_department_id")).containsExactly(department.openId());
        assertThat(texts(seen, "above", "department_id"))
                .containsExactlyElementsOf(SANDBOX.company().above(department).stream()
                        .map(Department::id)
                        .toList());
        assertThat(texts(seen, "permissions", "scope_name")).contains(Scopes.CONTACT_BASE);
        assertThat(seen.getJsonObject("ticket").getJsonObject("data").getString("ticket"))
                .isNotEmpty();
        assertThat(seen.getJsonObject("unknownPerson").getInteger("code")).isEqualTo(99992352);
    }

    @Test
    void learnsWhichPermissionIsMissing() {
        var app = SANDBOX.apps().update(APP, any -> any.withScopes(Set.of(Scopes.CONTACT_BASE), Set.of()));

        var refused = NodeScript.run("refused.mjs", app, Map.of());

        assertThat(refused.getInteger("status")).isEqualTo(400);
        assertThat(refused.getInteger("code")).isEqualTo(99991672);
        assertThat(texts(refused.getJsonObject("error"), "permission_violations", "subject"))
                .containsExactly(Scopes.TENANT);
    }

    @Test
    void followsThePageTokensOfDepartmentsAndPeopleToTheEnd() {
        var seen = NodeScript.run("directory.mjs", SANDBOX.app(), Map.of());

        var departments = SANDBOX.company().departments();
        var read = seen.getJsonObject("departments");
        assertThat(texts(read, "items", "department_id"))
                .containsExactlyElementsOf(
                        departments.stream().map(Department::id).toList());
        assertThat(read.getInteger("pages")).isEqualTo(pages(departments.size(), 5));
        var people = seen.getJsonObject("people");
        assertThat(people.fieldNames()).hasSize(departments.size() + 1);
        same(people, Ids.ROOT, Ids.ROOT);
        departments.forEach(one -> same(people, one.openId(), one.id()));
    }

    private static void same(JsonObject seen, String id, String department) {
        var read = seen.getJsonObject(id);
        var people = SANDBOX.company().peopleIn(department);
        assertThat(texts(read, "items", "open_id"))
                .as(department)
                .containsExactlyElementsOf(
                        people.stream().map(person -> person.openId(APP)).toList());
        assertThat(read.getInteger("pages")).as(department).isEqualTo(pages(people.size(), 2));
    }

    @Test
    void exchangesCodesAndRefreshesOnceInAllThreeGenerations() {
        var verifier = "a-verifier-of-at-least-forty-three-characters";
        var scope = "offline_access " + Scopes.USER_EMAIL;
        var challenge = Map.of("code_challenge", verifier, "code_challenge_method", "plain", "scope", scope);
        var passport = authorize(Map.of()).replace("/open-apis/authen/v1/authorize", "/suite/passport/oauth/authorize");

        var seen = NodeScript.run(
                "oauth.mjs",
                SANDBOX.app(),
                Map.of(
                        "REDIRECT_URI", CALLBACK,
                        "CODE", code(challenge),
                        "CODE_VERIFIER", verifier,
                        "SECOND_CODE", code(Map.of()),
                        "PASSPORT_CODE", codeIn(SANDBOX.approve(passport, "lin-xiaoman"))));

        var third = seen.getJsonObject("third");
        assertThat(third.getString("tokenType")).isEqualTo("Bearer");
        assertThat(third.getInteger("expiresIn")).isPositive();
        assertThat(third.getInteger("refreshTokenExpiresIn")).isPositive();
        assertThat(third.getString("scope").split(" ", -1)).contains("offline_access", Scopes.USER_EMAIL);
        assertThat(seen.getJsonObject("refreshed").getString("refreshToken"))
                .isNotEmpty()
                .isNotEqualTo(third.getString("refreshToken"));
        assertThat(seen.getJsonObject("second").getInteger("code")).isZero();
        assertThat(seen.getString("first")).isEqualTo("u-");
        Person person = SANDBOX.company().person("lin-xiaoman");
        assertThat(texts(seen, "users", "open_id")).hasSize(4).containsOnly(person.openId(APP));
        var again = seen.getJsonObject("codeAgain");
        assertThat(again.getString("name")).isEqualTo("AccessTokenError");
        assertThat(again.getInteger("statusCode")).isEqualTo(400);
        assertThat(again.getInteger("code")).isEqualTo(20065);
        assertThat(again.getString("error")).isEqualTo("invalid_grant");
        assertThat(again.getString("errorDescription")).isNotEmpty();
        assertThat(seen.getJsonObject("refreshAgain").getInteger("code")).isEqualTo(20073);
    }

    private static List<String> texts(JsonObject from, String list, String field) {
        JsonArray items = from.getJsonArray(list);
        return items.stream().map(item -> ((JsonObject) item).getString(field)).toList();
    }

    /** An empty list has a page too. */
    private static int pages(int items, int size) {
        return Math.max(1, (items + size - 1) / size);
    }
}
