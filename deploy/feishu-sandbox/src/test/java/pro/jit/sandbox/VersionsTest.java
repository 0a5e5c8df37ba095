package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.Scopes;

class VersionsTest extends SandboxTest {
    private static final String API = "/sandbox/api/apps/" + APP;
    private static final String COMPANY = "/open-apis/tenant/v2/tenant/query";
    private static final String DEPARTMENTS = "/open-apis/contact/v3/departments/0/children";

    @Test
    void takesChangesAtOnceUnlessToldOtherwise() {
        var app = put(API + "/scopes", scopes(Scopes.CONTACT_BASE)).json();

        assertThat(app.getBoolean("drafts")).isFalse();
        assertThat(app.getJsonArray("versions")).hasSize(1);
        assertThat(get(COMPANY, tenantToken()).code()).isEqualTo(99991672);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web-app      | web_app      | {\"enabled\":false}",
                "home-pages   | pc_url       | {\"pc_url\":\"http://localhost:1/a\"}",
                "scopes       | scopes       | {\"tenant\":[]}",
                "events       | events       | {\"mode\":\"none\",\"subscribed\":[]}",
                "data-range   | data_range   | {\"type\":\"availability\"}",
                "availability | availability | {\"type\":\"some\"}"
            })
    void letsEachStepWaitInTheDraftUntilItsVersionIsPublished(String step, String field, String change) {
        var before = get(API).json().getValue(field);
        drafts(true);

        var answer = put(API + "/" + step, new JsonObject(change));
        var waiting = get(API).json();
        var version = act("/versions");
        var created = get(API).json().getValue(field);
        var published = act("/versions/" + version.getString("version_id") + "/publish");

        assertThat(answer.status()).isEqualTo(200);
        var wanted = waiting.getJsonObject("draft").getValue(field);
        assertThat(wanted).isNotEqualTo(before);
        assertThat(waiting.getValue(field)).isEqualTo(before);
        assertThat(version.getString("status")).isEqualTo("in_review");
        assertThat(created).isEqualTo(before);
        assertThat(published.getValue(field)).isEqualTo(wanted);
        assertThat(published.getValue("draft")).isNull();
    }

    @Test
    void checksCallsByWhatIsPublished() {
        drafts(true);
        put(API + "/scopes", scopes(Scopes.CONTACT_BASE));
        put(API + "/data-range", new JsonObject().put("type", "some"));
        var whileWaiting = get(COMPANY, tenantToken()).code();
        act("/versions/" + act("/versions").getString("version_id") + "/publish");

        assertThat(whileWaiting).isZero();
        assertThat(get(COMPANY, tenantToken()).code()).isEqualTo(99991672);
        assertThat(get(DEPARTMENTS, tenantToken()).code()).isEqualTo(40004);
    }

    @Test
    void neverLetsRedirectUrlsWait() {
        drafts(true);
        var urls = new JsonArray().add("http://localhost:1/login");

        assertThat(put(API + "/redirect-urls", new JsonObject().put("redirect_urls", urls))
                        .json()
                        .getJsonArray("redirect_urls"))
                .isEqualTo(urls);
    }

    @Test
    void keepsTheDraftOfARejectedVersion() {
        drafts(true);
        put(API + "/scopes", scopes(Scopes.CONTACT_BASE));
        var version = act("/versions").getString("version_id");

        var app = act("/versions/" + version + "/reject");

        assertThat(app.getJsonArray("versions").getJsonObject(1).getString("status"))
                .isEqualTo("rejected");
        assertThat(app.getJsonObject("draft").getJsonObject("scopes").getJsonArray("tenant"))
                .containsExactly(Scopes.CONTACT_BASE);
        assertThat(act("/versions").getString("version")).isEqualTo("1.0.2");
    }

    @Test
    void letsOneVersionWaitAtATimeAndPublishesItOnce() {
        var version = act("/versions").getString("version_id");
        assertThat(post(API + "/versions", new JsonObject()).status()).isEqualTo(400);

        act("/versions/" + version + "/publish");

        assertThat(post(API + "/versions/" + version + "/publish", new JsonObject())
                        .status())
                .isEqualTo(400);
        assertThat(post(API + "/versions/oav_none/publish", new JsonObject()).status())
                .isEqualTo(404);
    }

    @Test
    void dropsTheDraftWhenChangesNeedNotWaitAnyMore() {
        drafts(true);
        put(API + "/web-app", new JsonObject().put("enabled", false));

        var app = drafts(false);

        assertThat(app.getValue("draft")).isNull();
        assertThat(app.getBoolean("web_app")).isTrue();
    }

    @Test
    void takesTheAppBackToBeforeItsFirstVersion() {
        var app = send(request(API + "/versions").DELETE()).json();

        assertThat(app.getJsonArray("versions")).isEmpty();
        assertThat(app.getJsonObject("draft").getBoolean("web_app")).isTrue();
        assertThat(get(DEPARTMENTS, tenantToken()).code()).isEqualTo(99991672);
        assertThat(put(API + "/drafts", new JsonObject().put("enabled", false)).status())
                .isEqualTo(400);
        act("/versions/" + act("/versions").getString("version_id") + "/publish");
        assertThat(get(DEPARTMENTS, tenantToken()).code()).isZero();
    }

    @Test
    void createsABlankAppWithEveryStepUndone() {
        var app = post(
                        "/sandbox/api/apps",
                        new JsonObject().put("name", "Blank").put("blank", true))
                .json();

        assertThat(app.getBoolean("drafts")).isTrue();
        assertThat(app.getJsonArray("versions")).isEmpty();
        assertThat(app.getBoolean("web_app")).isFalse();
        assertThat(app.getJsonObject("scopes").getJsonArray("tenant")).isEmpty();
        assertThat(app.getJsonObject("data_range").getString("type")).isEqualTo("availability");
        assertThat(app.getJsonObject("availability").getString("type")).isEqualTo("some");
    }

    @Test
    void hasTheSecretsOfEventsThatItsSubscriptionSaysWithoutAVersion() {
        put(API + "/drafts", new JsonObject().put("enabled", true));
        var subscription = new JsonObject().put("mode", "none").put("verification_token", "a-token");

        put(API + "/events", subscription.copy().put("encrypt_key", "a-key"));
        var keyed = get(API).json();
        put(API + "/events", subscription);
        var plain = get(API).json();

        assertThat(keyed.getString("encrypt_key")).isEqualTo("a-key");
        assertThat(keyed.getString("verification_token")).isEqualTo("a-token");
        assertThat(plain.getString("encrypt_key")).isEmpty();
        assertThat(plain.getString("verification_token")).isEqualTo("a-token");
    }

    @Test
    void hasNoTileWithoutTheWebAppCapability() {
        put(API + "/home-pages", new JsonObject().put("pc_url", "http://localhost:1/a"));
        put(API + "/web-app", new JsonObject().put("enabled", false));

        assertThat(SANDBOX.app().pcUrl()).isNull();
        assertThat(SANDBOX.app().content().pcUrl()).isEqualTo("http://localhost:1/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/drafts", "/web-app", "/events"})
    void refusesAChangeThatSaysNothing(String route) {
        assertThat(put(API + route, new JsonObject()).status()).isEqualTo(400);
    }

    private static JsonObject scopes(String tenant) {
        return new JsonObject().put("tenant", new JsonArray().add(tenant));
    }

    private static JsonObject drafts(boolean enabled) {
        return put(API + "/drafts", new JsonObject().put("enabled", enabled)).json();
    }

    private static JsonObject act(String path) {
        return send(request(API + path).POST(BodyPublishers.noBody())).json();
    }
}
