package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Company;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.Range;

/** Two companies on one platform: each with people and apps of its own, neither of which means anything to the other. */
class TenantsTest extends SandboxTest {
    private Company other;
    private FeishuApp theirs;

    @BeforeEach
    void anotherCompany() {
        other = SANDBOX.tenants().found("海风 Seabreeze");
        other.open("crew", "船员", "Crew", "0");
        other.hire("lin-xiaoman", PersonChange.named("林小满", "Another Xiaoman").in(java.util.List.of("crew")));
        theirs = SANDBOX.apps().build(other, "Theirs");
        theirs = SANDBOX.apps().update(theirs.appId(), app -> app.withRedirectUrls(java.util.List.of(CALLBACK)));
    }

    @Test
    void anAppReadsItsOwnCompanyOnly() {
        var token = token(theirs);
        var tenant = get("/open-apis/tenant/v2/tenant/query", token).data().getJsonObject("tenant");
        assertThat(tenant.getString("name")).isEqualTo("海风 Seabreeze");
        assertThat(tenant.getString("tenant_key"))
                .isEqualTo(other.tenantKey())
                .isNotEqualTo(SANDBOX.company().tenantKey());

        var crew = get(
                        "/open-apis/contact/v3/users/find_by_department?department_id=crew&department_id_type=department_id",
                        token)
                .data()
                .getJsonArray("items");
        assertThat(crew).hasSize(1);
        assertThat(crew.getJsonObject(0).getString("union_id"))
                .isEqualTo(other.person("lin-xiaoman").unionId())
                .isNotEqualTo(SANDBOX.company().person("lin-xiaoman").unionId());
        assertThat(get("/open-apis/contact/v3/departments/product?department_id_type=department_id", token)
                        .code())
                .isEqualTo(40015);
        assertThat(get("/open-apis/contact/v3/departments/crew?department_id_type=department_id", tenantToken())
                        .code())
                .isEqualTo(40015);
    }

    @Test
    void saysThatAnIdIsOfAnotherCompany() {
        other.hire("sailor", PersonChange.named("水手", "Sailor"));
        var sailor = other.person("sailor");
        var users = "/open-apis/contact/v3/users/";
        var token = tenantToken();

        assertThat(get(users + sailor.unionId() + "?user_id_type=union_id", token)
                        .code())
                .isEqualTo(99992381);
        assertThat(get(users + sailor.userId() + "?user_id_type=user_id", token).code())
                .isEqualTo(99992364);
        assertThat(get(users + sailor.openId(theirs.appId()), token).code()).isEqualTo(99992361);
        assertThat(get(users + "batch?user_id_type=union_id&user_ids=" + sailor.unionId(), token)
                        .code())
                .isEqualTo(99992381);
        assertThat(get(users + "on_" + "0".repeat(32) + "?user_id_type=union_id", token)
                        .code())
                .isEqualTo(41012);
    }

    @Test
    void twoDepartmentsOfTheSameNameAreTwo() {
        SANDBOX.company().open("crew", "船员", "Crew", "0");

        assertThat(SANDBOX.company().department("crew").openId())
                .isNotEqualTo(other.department("crew").openId());
    }

    @Test
    void aPersonSignsInToTheAppsOfTheirOwnCompanyOnly() {
        var member = other.person("lin-xiaoman").unionId();
        var callback = SANDBOX.approve(authorize(Map.of("client_id", theirs.appId())), member);
        var answer = post(
                V2,
                redemption(codeIn(callback)).put("client_id", theirs.appId()).put("client_secret", theirs.secret()));
        var profile = get("/open-apis/authen/v1/user_info", answer.json().getString("access_token"))
                .data();
        assertThat(profile.getString("en_name")).isEqualTo("Another Xiaoman");
        assertThat(profile.getString("tenant_key")).isEqualTo(other.tenantKey());

        var page = visit(authorize(Map.of()), member);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("20010");
        var script = json(
                        "POST",
                        "/sandbox/h5/code",
                        new JsonObject().put("app_id", APP).put("url", CALLBACK))
                .header("Cookie", "feishu_sandbox_person=" + member);
        assertThat(send(script).json().getInteger("errno")).isEqualTo(10228);
    }

    @Test
    void aPhoneScansCodesOfItsOwnCompanyOnly() {
        var goTo = "http://localhost/suite/passport/oauth/authorize?"
                + query(Map.of("client_id", APP, "redirect_uri", CALLBACK, "response_type", "code", "state", "st-1"));
        get("/suite/passport/sso/qr?" + query(Map.of("goto", goTo, "sdk_version", "1.0.3")));
        var id = SANDBOX.qrCodes().waiting().getFirst().id();
        var stranger =
                new JsonObject().put("person", other.person("lin-xiaoman").unionId());

        assertThat(post("/sandbox/api/qr-codes/" + id + "/scan", stranger).status())
                .isEqualTo(404);
    }

    @Test
    void anAppOfAnotherCompanyIsNoneOfTheirs() {
        var path = "/open-apis/application/v6/applications/" + APP + "?lang=zh_cn";

        assertThat(get(path, token(theirs)).code()).isEqualTo(210504);
        assertThat(get(path, tenantToken()).code()).isZero();
    }

    @Test
    void whatHappensInOneCompanyIsNoNewsToTheOther() {
        var receiving = new JsonObject()
                .put("mode", "long_connection")
                .put("subscribed", new io.vertx.core.json.JsonArray().add("contact.user.created_v3"));
        put("/sandbox/api/apps/" + APP + "/events", receiving);
        put("/sandbox/api/apps/" + theirs.appId() + "/events", receiving);

        other.hire(PersonChange.named("新人", "Newcomer"));

        var sent = get("/sandbox/api/events").json().getJsonArray("items");
        assertThat(sent).hasSize(1);
        assertThat(sent.getJsonObject(0).getString("app_id")).isEqualTo(theirs.appId());
    }

    @Test
    void theControlApiReachesEachCompany() {
        var founded = post("/sandbox/api/tenants", new JsonObject().put("name", " 山风 "))
                .json();
        assertThat(founded.getString("name")).isEqualTo("山风");
        var tenant = "/sandbox/api/tenants/" + founded.getString("tenant_key");
        assertThat(post(tenant + "/company/generate", new JsonObject().put("people", 30))
                        .status())
                .isEqualTo(200);
        assertThat(get(tenant + "/company/summary").json().getInteger("person_count"))
                .isEqualTo(30);
        assertThat(get(tenant + "/company").json().getString("tenant_key")).isEqualTo(founded.getString("tenant_key"));
        var app =
                post(tenant + "/apps", new JsonObject().put("name", "Mountain")).json();
        assertThat(app.getString("tenant_key")).isEqualTo(founded.getString("tenant_key"));
        assertThat(get(tenant + "/apps").json().getJsonArray("items")).hasSize(1);
        assertThat(get("/sandbox/api/apps").json().getJsonArray("items")).hasSize(1);
        assertThat(put(
                                "/sandbox/api/apps/" + app.getString("app_id") + "/data-range",
                                new JsonObject()
                                        .put("type", "some")
                                        .put("people", new io.vertx.core.json.JsonArray().add("lin-xiaoman")))
                        .status())
                .isEqualTo(404);
        assertThat(get("/sandbox/api/tenants").json().getJsonArray("items")).hasSize(3);
        assertThat(SANDBOX.company().people()).hasSizeGreaterThan(50);
    }

    @Test
    void refusesTenantsThatAreNone() {
        assertThat(get("/sandbox/api/tenants/ffffffffffffffff/people").status()).isEqualTo(404);
        assertThat(post("/sandbox/api/tenants", new JsonObject()).status()).isEqualTo(400);
        assertThat(post("/sandbox/api/tenants", new JsonObject().put("name", "  "))
                        .status())
                .isEqualTo(400);
        for (int number = SANDBOX.tenants().all().size(); number < 20; number++) {
            SANDBOX.tenants().found("Company " + number);
        }
        assertThat(post("/sandbox/api/tenants", new JsonObject().put("name", "One too many"))
                        .status())
                .isEqualTo(400);
        SANDBOX.reset();
        assertThat(SANDBOX.tenants().all()).containsExactly(SANDBOX.company());
    }

    @Test
    void aRangeOfAllMembersIsOfAllMembersOfTheCompany() {
        SANDBOX.apps()
                .update(theirs.appId(), app -> app.withDataRange(Range.some(app.company(), Set.of(), Set.of("crew"))));
        var scopes = get("/open-apis/contact/v3/scopes?department_id_type=department_id", token(theirs))
                .data();

        assertThat(scopes.getJsonArray("department_ids")).containsExactly("crew");
    }

    private static String token(FeishuApp app) {
        return post(
                        "/open-apis/auth/v3/tenant_access_token/internal",
                        new JsonObject().put("app_id", app.appId()).put("app_secret", app.secret()))
                .json()
                .getString("tenant_access_token");
    }

    private static Answer visit(String address, String person) {
        return send(java.net.http.HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", "feishu_sandbox_person=" + person + "; feishu_sandbox_decision=approve"));
    }
}
