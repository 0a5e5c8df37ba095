package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.Scopes;

class ApplicationReadsTest extends SandboxTest {
    private static final String V6 = "/open-apis/application/v6/";
    private static final String ME = V6 + "applications/me";
    private static final String LANG = "?lang=zh_cn";

    @Test
    void tellsWhatAnAppIs() {
        var app = get(ME + LANG, tenantToken()).data().getJsonObject("app");

        assertThat(app.getString("app_id")).isEqualTo(APP);
        assertThat(app.getInteger("status")).isEqualTo(1);
        assertThat(app.getInteger("scene_type")).isZero();
        assertThat(app.getJsonArray("redirect_urls")).containsExactly(CALLBACK);
        assertThat(app.getString("online_version_id")).matches("oav_[0-9a-f]{32}");
        assertThat(app.getString("unaudit_version_id")).isEmpty();
        assertThat(app.getString("pc_default_ability")).isEqualTo("web_app");
        assertThat(get(V6 + "applications/" + APP + LANG, tenantToken()).data().getJsonObject("app"))
                .isEqualTo(app);
    }

    @Test
    void neverTellsTheSecrets() {
        SANDBOX.apps().update(APP, app -> app.withEventSecrets("the-encrypt-key", "the-verification-token"));

        assertThat(get(ME + LANG, tenantToken()).text())
                .doesNotContain(SECRET, "the-encrypt-key", "the-verification-token");
    }

    @Test
    void listsEachScopeOnceWithItsIdentities() {
        scopes(Set.of(Scopes.APP_SELF_MANAGE, Scopes.USER_EMAIL), Set.of(Scopes.USER_EMAIL, Scopes.OFFLINE_ACCESS));

        var scopes = get(ME + LANG, tenantToken()).data().getJsonObject("app").getJsonArray("scopes");

        assertThat(objects(scopes).map(scope -> scope.getString("scope") + scope.getJsonArray("token_types")))
                .containsExactlyInAnyOrder(
                        Scopes.APP_SELF_MANAGE + "[\"tenant\"]",
                        Scopes.USER_EMAIL + "[\"tenant\",\"user\"]",
                        Scopes.OFFLINE_ACCESS + "[\"user\"]");
    }

    @Test
    void namesTheVersionInReviewAndNotOneThatIsNotSubmitted() {
        var version = SANDBOX.apps()
                .update(
                        APP,
                        app -> app.createVersion(null, true, SANDBOX.clock().instant()))
                .versions()
                .waiting()
                .orElseThrow()
                .versionId();
        assertThat(unaudited()).isEqualTo(version);

        SANDBOX.apps().update(APP, app -> app.rejectVersion(version)
                .createVersion(null, false, SANDBOX.clock().instant()));

        assertThat(unaudited()).isEmpty();
    }

    @Test
    void letsAnAppAskAboutAnotherOnlyWithTheWiderScope() {
        var other = SANDBOX.apps().create(SANDBOX.company(), "Other").appId();
        assertThat(get(V6 + "applications/" + other + LANG, tenantToken())
                        .data()
                        .getJsonObject("app")
                        .getInteger("status"))
                .isEqualTo(2);

        scopes(Set.of(Scopes.APP_SELF_MANAGE), Set.of());

        assertRefused(get(V6 + "applications/" + other + LANG, tenantToken()), 210508);
        assertThat(get(ME + LANG, tenantToken()).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"nonsense, 210503", "cli_0000000000000000, 210504"})
    void refusesAnAppIdThatIsNone(String id, int code) {
        assertRefused(get(V6 + "applications/" + id + LANG, tenantToken()), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?lang=", "?lang=de_de"})
    void wantsToKnowTheLanguage(String query) {
        assertRefused(get(ME + query, tenantToken()), 99992402);
    }

    @Test
    void listsTheGrantedScopesToAnAppWithoutAny() {
        scopes(Set.of(Scopes.CONTACT_BASE), Set.of(Scopes.CONTACT_BASE));

        var scopes = get(V6 + "scopes", tenantToken()).data().getJsonArray("scopes");

        assertThat(objects(scopes))
                .containsExactly(granted(Scopes.CONTACT_BASE, 1, "tenant"), granted(Scopes.CONTACT_BASE, 1, "user"));
    }

    @Test
    void listsTheScopesInReviewAsNotGrantedAndThoseOfTheDraftNotAtAll() {
        scopes(Set.of(Scopes.CONTACT_BASE), Set.of());
        SANDBOX.apps().update(APP, app -> app.drafting(true)
                .withScopes(Set.of(Scopes.CONTACT_BASE, Scopes.TENANT), Set.of()));
        assertThat(get(V6 + "scopes", tenantToken()).data().getJsonArray("scopes"))
                .hasSize(1);

        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.createVersion(null, true, SANDBOX.clock().instant()));

        assertThat(objects(get(V6 + "scopes", tenantToken()).data().getJsonArray("scopes")))
                .containsExactly(granted(Scopes.CONTACT_BASE, 1, "tenant"), granted(Scopes.TENANT, 2, "tenant"));
    }

    @Test
    void saysThatAnUnpublishedAppIsNotInstalled() {
        SANDBOX.apps().update(APP, FeishuApp::unpublished);

        assertRefused(get(V6 + "scopes", tenantToken()), 212100);
        assertRefused(get(ME + LANG, tenantToken()), 99991672);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  '',                                   application:application:self_manage",
        "GET,  /app_versions,                        application:application.app_version:readonly",
        "GET,  /app_versions/oav_1,                  application:application.app_version:readonly",
        "GET,  /app_versions/oav_1/contacts_range_suggest, application:application:self_manage",
        "GET,  /contacts_range_configuration,        admin:app.info:readonly",
        "POST, /visibility/check_white_black_list,   admin:app.info:readonly"
    })
    void namesTheScopesThatWouldDo(String method, String path, String scope) {
        scopes(Set.of(Scopes.CONTACT_BASE), Set.of());

        var answer = send(json(method, ME + path, new JsonObject()).header("Authorization", "Bearer " + tenantToken()));

        assertRefused(answer, 99991672);
        assertThat(objects(answer.json().getJsonObject("error").getJsonArray("permission_violations")))
                .contains(new JsonObject().put("type", "action_scope_required").put("subject", scope));
    }

    @Test
    void letsNoWiderScopeButOneReadTheDataRange() {
        scopes(Set.of(Scopes.APP_SELF_MANAGE, Scopes.APP_VERSION), Set.of());

        assertRefused(get(V6 + "applications/" + APP + "/contacts_range_configuration", tenantToken()), 99991672);
    }

    @Test
    void answersTheAppOnly() {
        var userToken = post(V2, redemption(code(java.util.Map.of()))).json().getString("access_token");

        assertRefused(get(V6 + "scopes", userToken), 99991663);
    }

    private static void assertRefused(Answer answer, int code) {
        assertThat(List.of(answer.status(), answer.code())).isEqualTo(List.of(400, code));
    }

    private static String unaudited() {
        return get(ME + LANG, tenantToken()).data().getJsonObject("app").getString("unaudit_version_id");
    }

    private static void scopes(Set<String> tenant, Set<String> user) {
        SANDBOX.apps().update(APP, app -> app.withScopes(tenant, user));
    }

    private static JsonObject granted(String scope, int status, String type) {
        return new JsonObject()
                .put("scope_name", scope)
                .put("grant_status", status)
                .put("scope_type", type);
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
