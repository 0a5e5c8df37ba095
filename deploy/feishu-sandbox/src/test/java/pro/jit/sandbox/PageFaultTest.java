package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageFaultTest extends SandboxTest {
    private static final String FAULTS = "/sandbox/api/faults";
    private static final String CHILDREN = "/open-apis/contact/v3/departments/0/children?fetch_child=true&page_size=5";
    private static final String ENDPOINT = "GET /open-apis/contact/v3/departments/:department_id/children";

    private String token = "";

    @BeforeEach
    void getAToken() {
        token = tenantToken();
    }

    @Test
    void sendsTheReaderRoundWithTheTokenThatWasSent() {
        arrange(new JsonObject().put("page", "token_again").put("skip", 1));
        var first = page("");
        var second = page(next(first));
        var third = page(next(second));

        assertThat(next(second)).isEqualTo(next(first));
        assertThat(third.getJsonArray("items")).isEqualTo(second.getJsonArray("items"));
        assertThat(third.getBoolean("has_more")).isTrue();
    }

    @Test
    void givesAFirstPageItsOwnTokenAsNoneWasSent() {
        arrange(new JsonObject().put("page", "token_again"));

        assertThat(next(page(""))).isNotEmpty();
    }

    @Test
    void givesTheSamePageForEverUnderEverNewTokens() {
        arrange(new JsonObject().put("page", "same_page"));
        var first = page("");
        var second = page(next(first));
        var third = page(next(second));

        assertThat(List.of(next(first), next(second), next(third))).doesNotHaveDuplicates();
        assertThat(second.getJsonArray("items"))
                .isEqualTo(first.getJsonArray("items"))
                .isEqualTo(third.getJsonArray("items"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "no_items"})
    void losesNothingWithAnEmptyPageThatHasMore(String fault) {
        var whole = names(page("").getJsonArray("items"), page(next(page(""))).getJsonArray("items"));
        arrange(new JsonObject().put("page", fault).put("skip", 1).put("count", 1));
        var first = page("");
        var nothing = page(next(first));
        var second = page(next(nothing));

        assertThat(nothing.getBoolean("has_more")).isTrue();
        assertThat(nothing.containsKey("items")).isEqualTo(fault.equals("empty"));
        assertThat(next(nothing)).isNotEqualTo(next(first));
        assertThat(names(first.getJsonArray("items"), second.getJsonArray("items")))
                .isEqualTo(whole);
    }

    @Test
    void emptiesTheRangeToo() {
        post(
                FAULTS,
                new JsonObject()
                        .put("endpoint", "GET /open-apis/contact/v3/scopes")
                        .put("page", "no_items")
                        .put("count", 1));

        var nothing = get("/open-apis/contact/v3/scopes", token).data();

        assertThat(nothing.fieldNames()).containsExactlyInAnyOrder("has_more", "page_token");
        assertThat(get("/open-apis/contact/v3/scopes?page_token=" + next(nothing), token)
                        .data()
                        .getJsonArray("user_ids"))
                .hasSize(3);
    }

    @Test
    void strikesOnlyTheListThatTheQueryNames() {
        post(
                FAULTS,
                new JsonObject()
                        .put("endpoint", "GET /open-apis/contact/v3/users/find_by_department")
                        .put("query_contains", "department_id=0")
                        .put("page", "empty"));
        var people = "/open-apis/contact/v3/users/find_by_department?department_id_type=department_id&department_id=";

        assertThat(get(people + "0", token).items()).isEmpty();
        assertThat(get(people + "platform", token).items()).isNotEmpty();
    }

    @Test
    void refusesAnUnknownFaultOfAPage() {
        assertThat(post(FAULTS, new JsonObject().put("endpoint", ENDPOINT).put("page", "upside_down"))
                        .status())
                .isEqualTo(400);
    }

    private static void arrange(JsonObject fault) {
        var arranged = post(FAULTS, fault.put("endpoint", ENDPOINT));
        assertThat(arranged.json().getString("page")).isEqualTo(fault.getString("page"));
        assertThat(get(FAULTS).json().getJsonArray("items")).containsExactly(arranged.json());
    }

    private JsonObject page(String pageToken) {
        return get(CHILDREN + "&page_token=" + pageToken, token).data();
    }

    private static String next(JsonObject page) {
        return Objects.requireNonNull(page.getString("page_token"));
    }

    private static List<String> names(Iterable<?>... pages) {
        var names = new ArrayList<String>();
        for (var page : pages) {
            page.forEach(item -> names.add(((JsonObject) item).getString("name")));
        }
        return names;
    }
}
