package pro.jit.permission.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** Entity tags of roles and grants, and changes that hold only for the version the caller knows. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class VersionsIT {
    private static final String A_TITLE = "{\"title\":\"%s\"}";

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Test
    void aGrantHasATagThatChangesWithIt() {
        var company = company("grant");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "administrator", "allow"));
        var made = permission
                .writer()
                .body(Permission.grantOf(company, "member", company.id("li"), "member", "allow"))
                .post(Permission.path(company, "/grants"));
        var grant = Permission.path(company, "/grants/" + made.path("grant_id"));
        var first = made.header("ETag");
        assertThat(first).matches("\"\\d+\"");
        assertThat(get(grant).header("ETag")).isEqualTo(first);

        var changed = patch(grant, first, "{\"role\":\"administrator\"}");
        var second = changed.header("ETag");
        changed.then().statusCode(200).header("ETag", not(equalTo(first)));
        assertThat(get(grant).header("ETag")).isEqualTo(second);
        patch(grant, second, "{\"role\":\"administrator\"}")
                .then()
                .statusCode(200)
                .header("ETag", second);

        failed(patch(grant, first, "{\"role\":\"member\"}"));
        failed(delete(grant, first));
        failed(delete(grant, "W/" + second));
        get(grant).then().statusCode(200).body("role", equalTo("administrator"));
        patch(grant, null, "{\"role\":\"member\"}").then().statusCode(200);
        patch(grant, "*", "{\"valid_until\":\"2099-01-01T00:00:00Z\"}").then().statusCode(200);
        delete(grant, "\"1\", " + get(grant).header("ETag")).then().statusCode(204);
        delete(grant, "*").then().statusCode(404);
    }

    @Test
    void aRoleHasATagThatChangesWithIt() {
        var roles = Permission.path(new Company("versions-role"), "/roles");
        var made = permission.writer().body(Map.of("name", "teacher")).post(roles);
        var role = roles + "/teacher";
        var first = made.header("ETag");
        assertThat(get(role).header("ETag")).isEqualTo(first).matches("\"\\d+\"");

        var second = patch(role, first, A_TITLE.formatted("Teacher")).header("ETag");
        assertThat(second).isNotEqualTo(first);
        failed(patch(role, first, A_TITLE.formatted("Pupil")));
        failed(delete(role, first));
        delete(role, second).then().statusCode(204);

        var again = permission.writer().body(Map.of("name", "teacher")).post(roles);
        assertThat(again.header("ETag"))
                .as("what is made again is not what was removed")
                .isNotIn(first, second);
        failed(delete(role, second));
        assertThat(get(roles + "/member").header("ETag")).isEqualTo("\"0\"");
    }

    @Test
    void ofManyWhoChangeWhatTheyHaveReadOneDoes() throws Exception {
        var company = company("race");
        var grant = Permission.path(company, "/grants/" + permission.grantToMember(company, "li"));
        var roles = Permission.path(company, "/roles");
        permission.writer().body(Map.of("name", "teacher")).post(roles);
        var role = roles + "/teacher";

        assertThat(together(
                        get(grant).header("ETag"),
                        (tag, n) -> patch(grant, tag, "{\"valid_until\":\"2099-01-0" + n + "T00:00:00Z\"}")))
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
        assertThat(together(get(role).header("ETag"), (tag, n) -> patch(role, tag, A_TITLE.formatted(n))))
                .containsOnlyOnce(200)
                .containsOnly(200, 412);
        assertThat(together(get(grant).header("ETag"), (tag, n) -> delete(grant, tag)))
                .containsOnlyOnce(204)
                .containsOnly(204, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7", "*, \"7\"", "\"7\" \"8\"", "w/\"7\"", "'7'"})
    void whatIsNoEntityTagIsNamed(String tag) {
        var path = Permission.path(new Company("versions-none"), "");
        for (var answer : List.of(
                patch(path + "/roles/teacher", tag, A_TITLE.formatted("x")),
                delete(path + "/roles/teacher", tag),
                patch(path + "/grants/01a20e91-1d71-787a-90bb-d66ccde9ff95", tag, "{}"),
                delete(path + "/grants/01a20e91-1d71-787a-90bb-d66ccde9ff95", tag))) {
            answer.then().statusCode(400).body("errors[0].field", equalTo("If-Match"));
        }
    }

    private interface Attempt {
        Response with(String tag, int n);
    }

    private static List<Integer> together(String tag, Attempt attempt) throws Exception {
        var attempts = new ArrayList<Callable<Integer>>();
        for (int i = 1; i <= 8; i++) {
            var n = i;
            attempts.add(() -> attempt.with(tag, n).statusCode());
        }
        var statuses = new ArrayList<Integer>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var status : executor.invokeAll(attempts)) {
                statuses.add(status.get());
            }
        }
        return statuses;
    }

    private Company company(String name) {
        var company = new Company("versions-" + name);
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        return company;
    }

    private Response get(String path) {
        return permission.writer().get(path);
    }

    private Response patch(String path, @Nullable String ifMatch, String body) {
        var request = permission.writer().contentType(ContentType.JSON).body(body);
        return ifMatch == null
                ? request.patch(path)
                : request.header("If-Match", ifMatch).patch(path);
    }

    private Response delete(String path, String ifMatch) {
        return permission.writer().header("If-Match", ifMatch).delete(path);
    }

    private static void failed(Response response) {
        response.then().statusCode(412).body("type", equalTo("urn:jit:problem:precondition-failed"));
    }
}
