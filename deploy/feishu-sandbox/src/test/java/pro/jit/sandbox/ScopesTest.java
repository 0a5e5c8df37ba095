package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.Scopes;

class ScopesTest extends SandboxTest {
    private static final String CONTACTS = "/open-apis/contact/v3/";
    private static final String CHILDREN = CONTACTS + "departments/0/children";

    @Test
    void aScopeOfPeopleDoesNothingForTheAppItself() {
        ofApp(Scopes.CONTACT_ACCESS_AS_USER);

        var answer = get(CHILDREN, tenantToken());

        assertThat(answer.code()).isEqualTo(99991672);
        assertThat(answer.text()).contains(Scopes.CONTACT_BASE).doesNotContain(Scopes.CONTACT_ACCESS_AS_USER);
    }

    @Test
    void aScopeOfAppsDoesNothingForAPerson() {
        ofPeople(Scopes.CONTACT_READONLY_AS_APP);

        assertThat(get(CHILDREN, personsToken(Scopes.CONTACT_READONLY_AS_APP)).code())
                .isEqualTo(99991672);
    }

    @Test
    void aScopeOfPeopleIsEnoughForAPerson() {
        ofPeople(Scopes.CONTACT_ACCESS_AS_USER);

        assertThat(get(CHILDREN, personsToken(Scopes.CONTACT_ACCESS_AS_USER)).code())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"departments/batch?department_ids=0", "users/batch?user_ids=x"})
    void batchesWantTheBaseScope(String path) {
        ofApp(Scopes.CONTACT_READONLY);
        assertThat(get(CHILDREN, tenantToken()).code()).isZero();
        assertThat(get(CONTACTS + path, tenantToken()).code()).isEqualTo(99991672);
        ofApp(Scopes.CONTACT_BASE);
        assertThat(get(CONTACTS + path, tenantToken()).code()).isZero();
    }

    @Test
    void theRootHasTheFieldsOfItsScopes() {
        ofApp(Scopes.CONTACT_BASE);
        assertThat(root().fieldNames()).containsExactly("open_department_id");
        ofApp(Scopes.CONTACT_BASE, Scopes.DEPARTMENT_BASE);
        assertThat(root().fieldNames())
                .contains("name", "department_id", "status")
                .doesNotContain("member_count");
        ofApp(Scopes.CONTACT_BASE, Scopes.DEPARTMENT_ORGANIZE);
        assertThat(root().fieldNames())
                .contains("member_count", "parent_department_id")
                .doesNotContain("name");
    }

    @Test
    void refusalsNameScopesInAnOrderThatStays() {
        ofApp();

        assertThat(get("/open-apis/application/v6/applications/me?lang=zh_cn", tenantToken())
                        .json()
                        .getString("msg"))
                .contains("[" + Scopes.APP_SELF_MANAGE + ", " + Scopes.APP_INFO + "]");
    }

    private static JsonObject root() {
        return get(CONTACTS + "departments/0", tenantToken()).data().getJsonObject("department");
    }

    private static void ofApp(String... scopes) {
        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(scopes), app.userScopes()));
    }

    private static void ofPeople(String... scopes) {
        SANDBOX.apps().update(APP, app -> app.withScopes(app.tenantScopes(), Set.of(scopes)));
    }

    private static String personsToken(String scope) {
        return post(V2, redemption(code(Map.of("scope", scope)))).json().getString("access_token");
    }
}
