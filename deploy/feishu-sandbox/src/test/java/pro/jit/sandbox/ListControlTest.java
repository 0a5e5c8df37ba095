package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.model.Person;

class ListControlTest extends SandboxTest {
    private static final String API = "/sandbox/api";

    @Test
    void saysHowLargeTheCompanyIsWithoutListingIt() {
        assertThat(get(API + "/company/summary").json().fieldNames())
                .containsExactlyInAnyOrder("name", "tenant_key", "department_count", "person_count");
        assertThat(get(API + "/company/summary").json().getInteger("person_count"))
                .isEqualTo(60);
    }

    @Test
    void pagesThroughEverybodyOnce() {
        var keys = new ArrayList<String>();
        var token = "";
        do {
            var page = get(API + "/people?page_size=25&page_token=" + token).json();
            page.getJsonArray("items").forEach(item -> keys.add(((JsonObject) item).getString("key")));
            token = page.getString("page_token");
            assertThat(page.getBoolean("has_more")).isEqualTo(token != null);
        } while (token != null);

        assertThat(keys)
                .isEqualTo(SANDBOX.company().people().stream().map(Person::key).toList());
    }

    @Test
    void findsPeopleByNameAndByDepartment() {
        assertThat(keys("xiaoman")).containsExactly("lin-xiaoman");
        assertThat(keys("MATHEMATICS")).contains("zheng-hao", "wang-wei-2").doesNotContain("lin-xiaoman");
    }

    @Test
    void findsDepartmentsByName() {
        var items = get(API + "/departments?search=frontend").json().getJsonArray("items");

        assertThat(items).hasSize(1);
        assertThat(items.getJsonObject(0).getString("id")).isEqualTo("platform-frontend");
    }

    @Test
    void asksForConsentWithoutOfferingAHundredThousandPeople() {
        post(API + "/company/generate", new JsonObject().put("people", 2_000));

        var page = get(authorize(java.util.Map.of())).text();

        assertThat(page.split("<option", -1)).hasSizeBetween(150, 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_size=0", "page_size=1001", "page_size=x", "page_token=x"})
    void refusesAPageThereCannotBe(String query) {
        assertThat(get(API + "/people?" + query).status()).isEqualTo(400);
    }

    private static java.util.List<String> keys(String search) {
        return get(API + "/people?search=" + search).json().getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("key"))
                .toList();
    }
}
