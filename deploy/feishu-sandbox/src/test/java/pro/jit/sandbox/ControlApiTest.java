package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlApiTest extends SandboxTest {
    private static final String API = "/sandbox/api";

    @Test
    void tellsTheWholeCompany() {
        var company = get(API + "/company").json();

        assertThat(company.getJsonArray("people")).hasSize(60);
        assertThat(company.getJsonArray("departments")).hasSize(13);
        var person = company.getJsonArray("people").getJsonObject(2);
        assertThat(person.getString("key")).isEqualTo("lin-xiaoman");
        assertThat(person.getJsonObject("open_ids").getString(APP)).startsWith("ou_");
        assertThat(company.getJsonArray("departments").getJsonObject(0).getString("open_id"))
                .startsWith("od-");
    }

    @Test
    void hiresMovesFreezesAndLetsGo() {
        var hired = post(
                        API + "/people",
                        new JsonObject()
                                .put("name", "新人")
                                .put("en_name", "New Person")
                                .put("departments", new JsonArray().add("finance")))
                .json();
        var path = API + "/people/" + hired.getJsonObject("open_ids").getString(APP);

        assertThat(hired.getString("status")).isEqualTo("active");
        assertThat(post(
                                path + "/move",
                                new JsonObject()
                                        .put(
                                                "departments",
                                                new JsonArray().add("lab").add("0")))
                        .json()
                        .getJsonArray("departments"))
                .containsExactly("lab", "0");
        assertThat(act(path + "/freeze")).isEqualTo("frozen");
        assertThat(act(path + "/unfreeze")).isEqualTo("active");
        assertThat(act(path + "/resign")).isEqualTo("resigned");
        assertThat(send(json("PATCH", path, new JsonObject().put("job_title", "顾问")))
                        .json()
                        .getString("job_title"))
                .isEqualTo("顾问");
        assertThat(send(request(API + "/people/" + hired.getString("key")).DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    void opensRenamesMovesAndClosesDepartments() {
        var made = post(
                API + "/departments",
                new JsonObject().put("department_id", "legal").put("name", "法务"));
        assertThat(made.json().getString("open_id")).startsWith("od-");
        assertThat(send(json(
                                "PATCH",
                                API + "/departments/legal",
                                new JsonObject().put("name", "法务部").put("parent", "finance")))
                        .json()
                        .getString("parent"))
                .isEqualTo("finance");
        assertThat(send(json("PATCH", API + "/departments/finance", new JsonObject().put("parent", "legal")))
                        .status())
                .isEqualTo(400);
        assertThat(send(request(API + "/departments/finance").DELETE()).status())
                .isEqualTo(400);
        assertThat(send(request(API + "/departments/legal").DELETE()).status()).isEqualTo(204);
        var again = post(
                API + "/departments",
                new JsonObject().put("department_id", "legal").put("name", "法务"));
        assertThat(again.json().getString("open_id")).isNotEqualTo(made.json().getString("open_id"));
    }

    @Test
    void changesAnApp() {
        var path = API + "/apps/" + APP;
        assertThat(get(API + "/apps")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("app_secret"))
                .isEqualTo(SECRET);
        assertThat(put(path + "/home-pages", new JsonObject().put("pc_url", "http://localhost:1/a"))
                        .json()
                        .getString("pc_url"))
                .isEqualTo("http://localhost:1/a");
        assertThat(put(path + "/secret", new JsonObject().put("app_secret", "next-secret"))
                        .json()
                        .getString("app_secret"))
                .isEqualTo("next-secret");
        var range = new JsonObject().put("type", "some").put("departments", new JsonArray().add("finance"));
        assertThat(put(path + "/availability", range)
                        .json()
                        .getJsonObject("availability")
                        .getJsonArray("departments"))
                .containsExactly("finance");
        assertThat(put(path + "/data-range", new JsonObject().put("type", "availability"))
                        .json()
                        .getJsonObject("data_range")
                        .getString("type"))
                .isEqualTo("availability");
        assertThat(put(path + "/scopes", new JsonObject().put("tenant", new JsonArray()))
                        .json()
                        .getJsonObject("scopes")
                        .getJsonArray("tenant"))
                .isEmpty();
        assertThat(post(API + "/apps", new JsonObject().put("name", "Second"))
                        .json()
                        .getString("app_id"))
                .matches("cli_[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /people, '{}'",
        "POST, /people, '{\"name\":\"x\",\"nmae\":\"y\"}'",
        "POST, /people, 'not json'",
        "POST, /people, '[]'",
        "POST, /people/lin-xiaoman/move, '{}'",
        "POST, /people/lin-xiaoman/move, '{\"departments\":[]}'",
        "PUT, /apps/cli_a1b2c3d4e5f60718/redirect-urls, '{\"redirect_urls\":[\"javascript:1\"]}'",
        "PUT, /apps/cli_a1b2c3d4e5f60718/availability, '{\"type\":\"availability\"}'",
        "PUT, /limits, '{}'",
        "POST, /faults, '{\"count\":1}'",
    })
    void refusesWhatItDoesNotUnderstand(String method, String path, String body) {
        var answer = send(request(API + path).method(method, BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().getString("type")).isEqualTo("urn:jit:problem:invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people/nobody", "/apps/cli_nobody"})
    void saysNotFound(String path) {
        assertThat(get(API + path).status()).isEqualTo(404);
    }

    @Test
    void arrangesFaultsAndCountsCalls() {
        post(
                API + "/faults",
                new JsonObject()
                        .put("endpoint", "POST /open-apis/auth/v3/tenant_access_token/internal")
                        .put("count", 1)
                        .put("code", 99991400)
                        .put("retry_after_seconds", 7));
        var throttled = post("/open-apis/auth/v3/tenant_access_token/internal", new JsonObject());

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("x-ogw-ratelimit-reset")).hasValue("7");
        var statistics = get(API + "/statistics").json();
        assertThat(statistics.getInteger("throttled")).isEqualTo(1);
        assertThat(statistics
                        .getJsonObject("endpoints")
                        .getJsonObject("POST /open-apis/auth/v3/tenant_access_token/internal")
                        .getInteger("calls"))
                .isEqualTo(1);
    }

    @Test
    void expiresTokensAndMovesTheClock() {
        var token = tenantToken();
        assertThat(act204("/tokens/expire")).isEqualTo(204);
        assertThat(get("/open-apis/tenant/v2/tenant/query", token).code()).isEqualTo(99991663);
        var before = get(API + "/clock").json().getInstant("now");
        post(API + "/clock/advance", new JsonObject().put("seconds", 3600));
        assertThat(get(API + "/clock").json().getInstant("now")).isAfter(before.plusSeconds(3599));
    }

    @Test
    void goesBackToTheStart() {
        SANDBOX.company().erase("lin-xiaoman");
        SANDBOX.company().resign("wang-wei");
        act204("/reset");

        assertThat(get(API + "/company").json().getJsonArray("people")).hasSize(60);
        assertThat(get(API + "/apps/" + APP).json().getJsonArray("redirect_urls"))
                .isEmpty();
    }

    private static String act(String path) {
        return send(request(path).POST(BodyPublishers.noBody())).json().getString("status");
    }

    private static int act204(String path) {
        return send(request(API + path).POST(BodyPublishers.noBody())).status();
    }
}
