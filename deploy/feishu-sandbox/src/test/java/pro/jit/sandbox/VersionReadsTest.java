package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.sandbox.model.AppVersion;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class VersionReadsTest extends SandboxTest {
    private static final String APPLICATIONS = "/open-apis/application/v6/applications/";
    private static final String VERSIONS = APPLICATIONS + "me/app_versions";
    private static final String LANG = "?lang=en_us";

    @Test
    void tellsHomePagesAndScopesOfTheVersionOnline() {
        SANDBOX.apps().update(APP, app -> app.withHomePages("http://localhost:1/pc", "http://localhost:1/mobile"));

        var version = read(online());

        assertThat(version.getInteger("status")).isEqualTo(1);
        assertThat(version.getString("version")).isEqualTo("1.0.0");
        assertThat(version.getString("create_time")).matches("[0-9]{10}");
        assertThat(version.getString("publish_time")).matches("[0-9]{10}");
        assertThat(version.getJsonObject("ability").getJsonObject("web_app"))
                .isEqualTo(new JsonObject()
                        .put("pc_url", "http://localhost:1/pc")
                        .put("mobile_url", "http://localhost:1/mobile"));
        assertThat(version.getJsonArray("events")).contains("contact.user.deleted_v3");
        assertThat(version.getJsonArray("event_infos").getJsonObject(0).getString("event_type"))
                .isEqualTo("contact.user.created_v3");
        assertThat(version.getJsonArray("scopes").getJsonObject(0).getString("scope"))
                .isEqualTo(Scopes.CONTACT_BASE);
    }

    @Test
    void leavesOutWhatIsNotSet() {
        SANDBOX.apps().update(APP, app -> app.withHomePages("http://localhost:1/pc", null));
        assertThat(read(online()).getJsonObject("ability").getJsonObject("web_app"))
                .isEqualTo(new JsonObject().put("pc_url", "http://localhost:1/pc"));

        SANDBOX.apps().update(APP, app -> app.edit(content -> content.withWebApp(false)));

        assertThat(read(online()).getJsonObject("ability")).isEqualTo(new JsonObject());
    }

    @Test
    void tellsAWaitingVersionApartFromTheOneOnline() {
        var waiting = propose("http://localhost:1/new");

        assertThat(read(waiting).getInteger("status")).isEqualTo(3);
        assertThat(read(waiting).containsKey("publish_time")).isFalse();
        assertThat(read(waiting)
                        .getJsonObject("ability")
                        .getJsonObject("web_app")
                        .getString("pc_url"))
                .isEqualTo("http://localhost:1/new");
        assertThat(read(online()).getJsonObject("ability").getJsonObject("web_app"))
                .isEqualTo(new JsonObject());

        SANDBOX.apps().update(APP, app -> app.rejectVersion(waiting));
        assertThat(read(waiting).getInteger("status")).isEqualTo(2);
    }

    @Test
    void numbersAVersionThatIsNotSubmitted() {
        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.createVersion("2.0.0", false, SANDBOX.clock().instant()));

        var version = read(waiting());

        assertThat(version.getInteger("status")).isEqualTo(4);
        assertThat(version.getString("version")).isEqualTo("2.0.0");
    }

    @Test
    void suggestsAnAvailabilityOnlyWhereTheVersionChangesIt() {
        var unchanged = propose("http://localhost:1/new");
        assertThat(read(unchanged).getJsonObject("remark").containsKey("visibility"))
                .isFalse();

        SANDBOX.apps().update(APP, app -> app.rejectVersion(unchanged)
                .withAvailability(Range.some(app.company(), Set.of("wang-wei"), Set.of("design")))
                .createVersion(null, true, SANDBOX.clock().instant()));

        var visibility = read(waiting()).getJsonObject("remark").getJsonObject("visibility");
        assertThat(visibility.getBoolean("is_all")).isFalse();
        assertThat(visibility.getJsonObject("visible_list").getJsonArray("open_ids"))
                .containsExactly(SANDBOX.company().person("wang-wei").openId(APP));
        assertThat(visibility.getJsonObject("visible_list").getJsonArray("department_ids"))
                .containsExactly(SANDBOX.company().department("design").openId());
    }

    @Test
    void refusesAVersionOfNobodyOrOfAnotherApp() {
        var other = SANDBOX.apps().build("Other").versions().online().orElseThrow();

        assertRefused(get(VERSIONS + "/oav_none" + LANG, tenantToken()), 211002);
        assertRefused(get(VERSIONS + "/" + other.versionId() + LANG, tenantToken()), 211003);
        assertRefused(get(VERSIONS + "/" + online(), tenantToken()), 99992402);
    }

    @ParameterizedTest
    @CsvSource({"'', 1.0.3", "&order=0, 1.0.3", "&order=1, 1.0.0"})
    void listsVersionsInBothOrdersPageByPage(String order, String first) {
        threeMore();
        var seen = new ArrayList<String>();
        var page = get(VERSIONS + LANG + "&page_size=3" + order, tenantToken());
        page.items().forEach(item -> seen.add(((JsonObject) item).getString("version")));
        var next = get(
                VERSIONS + LANG + "&page_size=3" + order + "&page_token="
                        + page.data().getString("page_token"),
                tenantToken());
        next.items().forEach(item -> seen.add(((JsonObject) item).getString("version")));

        assertThat(seen).hasSize(4).doesNotHaveDuplicates().startsWith(first);
        assertThat(page.data().getBoolean("has_more")).isTrue();
        assertThat(next.data().getBoolean("has_more")).isFalse();
        assertThat(next.data().containsKey("page_token")).isFalse();
    }

    @Test
    void refusesOtherOrdersAndPageTokensOfOtherLists() {
        threeMore();
        var token = get(VERSIONS + LANG + "&page_size=1", tenantToken()).data().getString("page_token");

        assertRefused(get(VERSIONS + LANG + "&order=2", tenantToken()), 210514);
        assertRefused(get(VERSIONS + LANG + "&page_token=stale", tenantToken()), 210500);
        assertRefused(get(VERSIONS + LANG + "&order=1&page_token=" + token, tenantToken()), 210501);
        assertRefused(get(VERSIONS + LANG + "&page_size=51", tenantToken()), 99992402);

        SANDBOX.clock().advance(Duration.ofHours(2));
        assertRefused(get(VERSIONS + LANG + "&page_token=" + token, tenantToken()), 210500);
    }

    private static void threeMore() {
        for (var number = 1; number <= 3; number++) {
            var version = propose("http://localhost:1/" + number);
            SANDBOX.apps()
                    .update(
                            APP,
                            app -> app.publishVersion(version, SANDBOX.clock().instant()));
        }
    }

    private static String propose(String pcUrl) {
        SANDBOX.apps().update(APP, app -> app.drafting(true)
                .withHomePages(pcUrl, null)
                .createVersion(null, true, SANDBOX.clock().instant()));
        return waiting();
    }

    private static String waiting() {
        return SANDBOX.app().versions().waiting().map(AppVersion::versionId).orElseThrow();
    }

    private static String online() {
        return SANDBOX.app().versions().online().map(AppVersion::versionId).orElseThrow();
    }

    private static JsonObject read(String version) {
        return get(VERSIONS + "/" + version + LANG, tenantToken()).data().getJsonObject("app_version");
    }

    private static void assertRefused(Answer answer, int code) {
        assertThat(List.of(answer.status(), answer.code())).isEqualTo(List.of(400, code));
    }
}
