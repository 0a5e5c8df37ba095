package pro.jit.permission.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The service's API in the words of the tests. */
@Singleton
public class Permission {
    private final Tokens tokens;
    private final String siblings;

    /** One token for many questions, as the gateway has: what is asked a second time with it is answered from memory where that can be. */
    private final String lasting;

    Permission(Tokens tokens, @ConfigProperty(name = "jit.org-sync-base-url") String siblings) {
        this.tokens = tokens;
        this.siblings = siblings;
        this.lasting = tokens.lasting("access:evaluate");
    }

    public RequestSpecification as(String scope) {
        return given().auth().oauth2(tokens.service(scope)).contentType(ContentType.JSON);
    }

    public RequestSpecification writer() {
        return as("permissions:read permissions:write");
    }

    public static String path(Company company, String rest) {
        return "/api/permission/applications/" + company.application() + rest;
    }

    /** A login of a person known to Feishu. */
    public Response login(Company company, String member) {
        return login(
                company.application(),
                company.openId(member),
                Map.of("organization_id", company.organizationId().toString(), "union_id", company.unionId(member)));
    }

    public Response login(String application, String openId, Map<String, Object> properties) {
        return evaluate(Map.of(
                "subject", Map.of("type", "feishu_user", "id", openId, "properties", properties),
                "action", Map.of("name", "login"),
                "resource", Map.of("type", "application", "id", application)));
    }

    public Response evaluate(Object request) {
        return given().auth()
                .oauth2(lasting)
                .contentType(ContentType.JSON)
                .body(request)
                .post("/access/v1/evaluation");
    }

    public static Map<String, @Nullable Object> grantOf(
            Company company, String type, @Nullable UUID id, String role, String effect) {
        var principal = new LinkedHashMap<String, @Nullable Object>();
        principal.put("type", type);
        principal.put("id", id == null ? null : id.toString());
        var grant = new LinkedHashMap<String, @Nullable Object>();
        grant.put("organization_id", company.organizationId().toString());
        grant.put("principal", principal);
        grant.put("role", role);
        grant.put("effect", effect);
        return grant;
    }

    public String grant(Company company, Map<String, @Nullable Object> grant) {
        var response = writer().body(grant).post(path(company, "/grants"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.path("grant_id");
    }

    public String grantToMember(Company company, String member) {
        return grant(company, grantOf(company, "member", company.id(member), "member", "allow"));
    }

    /** Waits until a login of this member is answered with that reason. */
    public void awaitReason(Company company, String member, String reason) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(login(company, member).<String>path("context.reason"))
                        .isEqualTo(reason));
    }

    /** Sets what org-sync-service answers when asked to read this person. */
    public void refreshAnswers(String openId, int status, String body) {
        given().header("X-Status", status)
                .body(body)
                .post(siblings + "/control/member/" + openId)
                .then()
                .statusCode(204);
    }

    /** Has org-sync-service keep who asks to read this person waiting, until {@link #refreshAnswers}. */
    public void refreshWaits(String openId) {
        given().post(siblings + "/control/hold/" + openId).then().statusCode(204);
    }

    public int refreshCalls(String openId) {
        return Integer.parseInt(
                given().get(siblings + "/control/calls/" + openId).asString());
    }
}
