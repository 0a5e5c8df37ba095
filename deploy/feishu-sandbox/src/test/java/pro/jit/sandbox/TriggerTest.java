package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerTest extends SandboxTest {
    private static final String FAULTS = "/sandbox/api/faults";
    private static final String PEOPLE = "/open-apis/contact/v3/users/find_by_department";
    private static final String CHILDREN = "GET /open-apis/contact/v3/departments/:department_id/children";

    private String token = "";

    @BeforeEach
    void getAToken() {
        token = tenantToken();
    }

    @Test
    void closesADepartmentBetweenTwoPagesOfItsPeople() {
        arrange(
                "GET " + PEOPLE,
                1,
                "before",
                new JsonObject()
                        .put("change", "empty_department")
                        .put("department", "design")
                        .put("to", "0"),
                new JsonObject().put("change", "close_department").put("department", "design"));
        var atRoot = SANDBOX.company().peopleIn("0").size();
        var inside = SANDBOX.company().peopleIn("design").size();

        var first = people("");
        var second = people(Objects.requireNonNull(first.data().getString("page_token")));

        assertThat(first.items()).hasSize(2);
        assertThat(second.code()).isEqualTo(40015);
        assertThat(SANDBOX.company().findDepartment("design")).isEmpty();
        assertThat(SANDBOX.company().peopleIn("0")).hasSize(atRoot + inside);
        assertThat(get(FAULTS).json().getJsonArray("items")).isEmpty();
    }

    @Test
    void letsSomebodyMoveAwayRightAfterAPageWithoutThem() {
        // Lin Xiaoman moves from a department not read yet to one that was just read: only another read finds her.
        arrange(
                "GET " + PEOPLE,
                0,
                "after",
                new JsonObject()
                        .put("change", "move_person")
                        .put("person", "lin-xiaoman")
                        .put("departments", new JsonArray().add("design")));
        SANDBOX.company().move("lin-xiaoman", "0");

        var read = people("");

        assertThat(read.code()).isZero();
        assertThat(SANDBOX.company().person("lin-xiaoman").departments()).containsExactly("design");
    }

    @ParameterizedTest
    @CsvSource({"before, false", "after, true"})
    void showsAChangeOnlyInAnswersThatComeAfterIt(String moment, boolean stillThere) {
        arrange(
                "GET /open-apis/contact/v3/users/:user_id",
                0,
                moment,
                new JsonObject().put("change", "erase_person").put("person", "wang-wei"));
        var path = "/open-apis/contact/v3/users/"
                + SANDBOX.company().person("wang-wei").openId(APP);

        var read = get(path, token);

        assertThat(read.code() == 0).isEqualTo(stillThere);
        assertThat(get(path, token).code()).isEqualTo(99992352);
    }

    @Test
    void makesItsChangesInTheCompanyUnderWhoseAddressItWasArranged() {
        var other = SANDBOX.tenants().found("海风 Seabreeze");
        other.open("design", "设计", "Design", "0");
        var trigger = new JsonObject()
                .put(
                        "changes",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("change", "close_department")
                                        .put("department", "design")));
        post(
                "/sandbox/api/tenants/" + other.tenantKey() + "/faults",
                new JsonObject().put("endpoint", "GET " + PEOPLE).put("trigger", trigger));

        assertThat(people("").items()).hasSize(2);

        assertThat(other.findDepartment("design")).isEmpty();
        assertThat(SANDBOX.company().findDepartment("design")).isPresent();
    }

    @Test
    void doesNotCloseADepartmentThatIsNotEmptyAndSaysSo() {
        arrange(
                CHILDREN,
                0,
                "before",
                new JsonObject().put("change", "close_department").put("department", "platform"),
                new JsonObject().put("change", "resign_person").put("person", "wang-wei"));

        assertThat(get("/open-apis/contact/v3/departments/0/children", token).code())
                .isZero();

        assertThat(SANDBOX.company().findDepartment("platform")).isPresent();
        assertThat(SANDBOX.company().person("wang-wei").status().inDepartments())
                .isTrue();
        assertThat(get(FAULTS).json().getJsonArray("refused_changes"))
                .containsExactly("Department 'platform' is not empty");
    }

    @Test
    void listsATriggerAsItWasArranged() {
        var change = new JsonObject()
                .put("change", "move_department")
                .put("department", "platform")
                .put("to", "0");
        arrange(CHILDREN, 0, "after", change);

        var listed = get(FAULTS).json().getJsonArray("items").getJsonObject(0).getJsonObject("trigger");

        assertThat(listed.getString("moment")).isEqualTo("after");
        change.forEach(field -> assertThat(
                        listed.getJsonArray("changes").getJsonObject(0).getValue(field.getKey()))
                .isEqualTo(field.getValue()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"changes\":[]}",
                "{\"changes\":[{}]}",
                "{\"changes\":[{\"change\":\"promote_person\",\"person\":\"wang-wei\"}]}",
                "{\"changes\":[{\"change\":\"move_person\",\"person\":\"wang-wei\"}]}",
                "{\"changes\":[{\"change\":\"empty_department\",\"department\":\"platform\"}]}",
                "{\"changes\":[{\"change\":\"erase_person\"}]}",
                "{\"moment\":\"during\",\"changes\":[{\"change\":\"erase_person\",\"person\":\"wang-wei\"}]}",
            })
    void refusesATriggerThatLacksSomething(String trigger) {
        var refused = post(FAULTS, new JsonObject().put("endpoint", CHILDREN).put("trigger", new JsonObject(trigger)));

        assertThat(refused.status()).isEqualTo(400);
    }

    private static void arrange(String endpoint, int skip, String moment, JsonObject... changes) {
        var fault = new JsonObject()
                .put("endpoint", endpoint)
                .put("skip", skip)
                .put("count", 1)
                .put(
                        "trigger",
                        new JsonObject().put("moment", moment).put("changes", new JsonArray(Arrays.asList(changes))));
        var arranged = post(FAULTS, fault);
        assertThat(arranged.status()).as(arranged.text()).isEqualTo(200);
    }

    private Answer people(String pageToken) {
        return get(
                PEOPLE + "?department_id_type=department_id&department_id=design&page_size=2&page_token=" + pageToken,
                token);
    }
}
