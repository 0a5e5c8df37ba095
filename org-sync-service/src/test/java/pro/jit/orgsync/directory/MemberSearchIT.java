package pro.jit.orgsync.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** People are found by what their names are now, whoever wrote them down. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class MemberSearchIT {
    private static final List<String> PEOPLE = List.of("search-1", "search-2", "search-3", "search-4");

    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    private String id = "";

    @BeforeEach
    void anOrganization() {
        var app = sandbox.newApp();
        sandbox.hire(app, "search-1", "诸葛亮", "0");
        sandbox.hire(app, "search-2", "诸葛均", "0");
        sandbox.hire(app, "search-3", "单雄信", "0");
        sandbox.hire(app, "search-4", "100%_\\'\"", "0");
        sandbox.change("search-1", Map.of("email", "Kongming@mail.example"));
        id = orgSync.created(app);
    }

    @AfterEach
    void theyLeave() {
        PEOPLE.forEach(sandbox::erase);
    }

    @ParameterizedTest
    @ValueSource(strings = {"诸葛亮", "葛亮", "zhugeliang", "Zhu Ge Liang", "zgl", "KONGMING@", "kongming"})
    void findsOnePerson(String text) {
        assertThat(found(text)).containsExactly("诸葛亮");
    }

    @ParameterizedTest
    @ValueSource(strings = {"诸", "zhuge", "zhu ge", "zg"})
    void findsAllWhoseNamesBeginSo(String text) {
        assertThat(found(text)).containsExactlyInAnyOrder("诸葛亮", "诸葛均");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shanxiongxin", "danxiongxin"})
    void findsASurnameByEitherReading(String text) {
        assertThat(found(text)).containsExactly("单雄信");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "诸%", "诸_亮", "\\", "' or '1'='1", "\"", "\uDBFF\uDFFF", "诸葛亮\n"})
    void takesNothingForAWildcard(String text) {
        assertThat(found(text)).doesNotContain("诸葛均", "单雄信");
    }

    @Test
    void findsSomebodyNamedLikeAWildcard() {
        assertThat(found("100%_\\'\"")).containsExactly("100%_\\'\"");
    }

    @Test
    void goesThroughAllPages() {
        assertThat(names("zhuge", 1)).containsExactlyInAnyOrder("诸葛亮", "诸葛均");
    }

    @Test
    void knowsPeopleByTheirNewNameAlone() {
        sandbox.change("search-1", Map.of("name", "胡昭"));

        orgSync.sync(id);

        assertThat(found("huzhao")).containsExactly("胡昭");
        assertThat(found("zhugeliang")).isEmpty();
        assertThat(found("kongming")).containsExactly("胡昭");
    }

    @Test
    void findsThoseWhomAnOlderVersionWrote() {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from member_search where organization_id = cast(? as uuid)", id);
            handle.execute("update member set search_revision = 0 where organization_id = cast(? as uuid)", id);
        });

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(found("zhugeliang")).containsExactly("诸葛亮"));
    }

    @Test
    void findsOneWhomAnOlderVersionChangedLast() {
        jdbi.useHandle(handle -> handle.execute(
                "update member set name = '新名', revision = revision + 1 where organization_id = cast(? as uuid) and name = '诸葛亮'",
                id));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(found("xinming")).containsExactly("新名"));
        assertThat(found("zhugeliang")).isEmpty();
    }

    @Test
    void forgetsWhatItKnewOfAnOrganizationThatIsDeleted() {
        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + id).then().statusCode(204);

        assertThat(jdbi.<Long, RuntimeException>withHandle(handle -> handle.createQuery(
                                "select count(*) from member_search where organization_id = cast(:id as uuid)")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    private List<Object> found(String text) {
        return names(text, 200);
    }

    private List<Object> names(String text, int limit) {
        var names = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = orgSync.writer()
                    .queryParam("q", text)
                    .queryParam("limit", limit)
                    .queryParam("cursor", cursor)
                    .get(OrgSync.ORGANIZATIONS + "/" + id + "/members");
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            names.addAll(page.jsonPath().getList("items.name"));
            cursor = page.path("next_cursor");
        }
        return names;
    }
}
