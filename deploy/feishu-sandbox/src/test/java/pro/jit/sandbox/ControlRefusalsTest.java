package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRefusalsTest extends SandboxTest {
    private static final String API = "/sandbox/api";
    private static final String TENANT = "GET /open-apis/tenant/v2/tenant/query";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/clock/advance|{\"seconds\":9223372036854775807}|seconds",
                "POST|/clock/advance|{\"seconds\":-1}|seconds",
                "POST|/clock/advance|{\"seconds\":1.9}|seconds",
                "POST|/clock/advance|{\"seconds\":\"60\"}|seconds",
                "POST|/clock/advance|{\"seconds\":1,\"seconds\":2}|seconds",
                "POST|/clock/advance|{\"seconds\":1} {}|one JSON object",
                "PUT|/limits|{\"enabled\":\"true\"}|enabled",
                "POST|/departments|{\"department_id\":\"0\",\"name\":\"zero\"}|department_id",
                "POST|/departments|{\"department_id\":\"new\",\"name\":\"new\",\"leader\":\"ghost\"}|ghost",
                "PATCH|/departments/platform|{\"department_id\":\"other\"}|department_id",
                "PATCH|/departments/platform|{\"name\":\"\"}|name",
                "POST|/people|{\"name\":\"x\",\"departments\":[null]}|departments[0]",
                "POST|/people|{\"name\":\"x\",\"key\":\"\"}|key",
                "POST|/people|{\"name\":\"x\",\"key\":\"../..\"}|key",
                "POST|/people|{\"name\":\"x\",\"leader\":\"ghost\"}|leader",
                "PATCH|/people/lin-xiaoman|{\"departments\":[null]}|departments[0]",
                "PATCH|/people/lin-xiaoman|{\"name\":\"\"}|name",
                "PATCH|/people/lin-xiaoman|{\"name\":5}|name",
                "PATCH|/people/lin-xiaoman|{\"user_id\":\"\"}|user_id",
                "PATCH|/people/lin-xiaoman|{\"leader\":\"ghost\"}|leader",
                "PATCH|/people/lin-xiaoman|{\"status\":3}|status",
                "POST|/people/lin-xiaoman/move|{\"departments\":[null]}|departments[0]",
                "POST|/people/lin-xiaoman/move|{\"departments\":[\"platform\",\"platform\"]}|departments",
                "POST|/apps|{\"name\":\"\"}|name",
                "PUT|/apps/APP/redirect-urls|{\"redirect_urls\":[null]}|redirect_urls[0]",
                "PUT|/apps/APP/home-pages|{\"pc_url\":\"http://localhost:99999/x\"}|pc_url",
                "PUT|/apps/APP/events|{\"mode\":\"long_connection\",\"subscribed\":[null]}|subscribed[0]",
                "PUT|/apps/APP/events|{\"mode\":\"webhook\",\"request_url\":\"http://localhost:99999/x\"}|request_url",
                "PUT|/apps/APP/scopes|{\"tenant\":[null]}|tenant[0]",
                "PUT|/apps/APP/scopes|{\"tenant\":[\"contact:typo\"]}|contact:typo",
                "POST|/apps/APP/versions|{\"version\":\"\"}|version",
                "PATCH|/company|{\"name\":\"\"}|name",
                "PATCH|/company|{\"tenant_key\":\"\"}|tenant_key",
                "PATCH|/company|{\"tenant_key\":\"a/b\"}|tenant_key",
                "GET|/events?limit=x||limit",
            })
    void namesTheFieldThatIsWrongAndChangesNothing(String method, String path, String body, String named) {
        var before = get(API + "/company").text() + get(API + "/apps").text();
        var request = request(API + path.replace("APP", APP));

        var answer = send(body == null ? request : request.method(method, BodyPublishers.ofString(body)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains(named).doesNotContain("java", "pro.jit");
        assertThat(get(API + "/company").text() + get(API + "/apps").text()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":0",
                "\"status\":100",
                "\"status\":99999",
                "\"status\":500,\"count\":0",
                "\"status\":500,\"count\":-1",
                "\"status\":500,\"skip\":-1",
                "\"status\":429,\"retry_after_seconds\":-9",
                "\"latency_millis\":9223372036854775807",
                "\"count\":1",
                "\"trigger\":{\"changes\":[null]}",
                "\"trigger\":{\"changes\":[{\"change\":\"move_person\",\"person\":\"lin-xiaoman\",\"departments\":[null]}]}",
            })
    void arrangesNoFaultThatCannotBe(String fault) {
        var body = "{\"endpoint\":\"" + TENANT + "\"," + fault + "}";

        var answer = send(request(API + "/faults").POST(BodyPublishers.ofString(body)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(get(API + "/faults").json().getJsonArray("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /nope", "GET /nope*", "POST /open-apis/tenant/v2/tenant/query"})
    void arrangesNoFaultOfAnEndpointThatIsNone(String endpoint) {
        var answer =
                post(API + "/faults", new JsonObject().put("endpoint", endpoint).put("status", 500));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("endpoint");
    }

    @Test
    void changesADepartmentAllAtOnceOrNotAtAll() {
        var change = new JsonObject().put("name", "renamed").put("parent", "ghost");

        var answer = send(json("PATCH", API + "/departments/platform", change));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(SANDBOX.company().department("platform").name()).isNotEqualTo("renamed");
    }

    @Test
    void opensADepartmentWithItsLeader() {
        var department = new JsonObject().put("department_id", "legal").put("name", "法务");

        var opened = post(API + "/departments", department.put("leader", "wang-wei"));

        assertThat(opened.json().getString("leader")).isEqualTo("wang-wei");
    }

    @Test
    void takesALeaderAway() {
        SANDBOX.company().change("lin-xiaoman", pro.jit.sandbox.model.PersonChange.none());

        var changed = send(json("PATCH", API + "/people/lin-xiaoman", new JsonObject().put("leader", "")));

        assertThat(changed.json().getString("leader")).isNull();
    }

    @Test
    void givesNoTenantKeyToTwoCompanies() {
        var other =
                post(API + "/tenants", new JsonObject().put("name", "Other")).json();
        var theirs = new JsonObject().put("tenant_key", other.getString("tenant_key"));

        assertThat(send(json("PATCH", API + "/company", theirs)).status()).isEqualTo(400);
    }

    @Test
    void tellsOfALargeCompanyOnlyPageByPage() {
        post(API + "/company/generate", new JsonObject().put("people", 10_001));

        var answer = get(API + "/company");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("/people");
    }

    @Test
    void speaksOfFaultsBelowACompanyToo() {
        var faults = API + "/tenants/" + SANDBOX.company().tenantKey() + "/faults";
        post(faults, new JsonObject().put("endpoint", TENANT).put("status", 500));

        assertThat(get(faults).json().getJsonArray("items")).hasSize(1);
        assertThat(send(request(faults).DELETE()).status()).isEqualTo(204);
        assertThat(get(API + "/faults").json().getJsonArray("items")).isEqualTo(new JsonArray());
    }
}
