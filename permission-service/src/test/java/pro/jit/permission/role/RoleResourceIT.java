package pro.jit.permission.role;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RoleResourceIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Test
    void everyApplicationHasTheTwoBuiltInRoles() {
        permission
                .writer()
                .get("/api/permission/applications/nobody/knows/roles")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("administrator", "member")))
                .body("items.built_in", equalTo(List.of(true, true)))
                .body("next_cursor", nullValue());
    }

    @Test
    void aRoleIsMadeReadRenamedAndRemoved() {
        var roles = Permission.path(new Company("roles"), "/roles");
        permission
                .writer()
                .body(Map.of("name", "teacher", "title", "Teacher"))
                .post(roles)
                .then()
                .statusCode(201)
                .header("Location", notNullValue())
                .body("name", equalTo("teacher"))
                .body("title", equalTo("Teacher"))
                .body("built_in", equalTo(false));
        permission
                .writer()
                .body(Map.of("title", "教师"))
                .patch(roles + "/teacher")
                .then()
                .statusCode(200)
                .body("title", equalTo("教师"));
        permission.writer().get(roles + "/teacher").then().statusCode(200).body("title", equalTo("教师"));
        permission.writer().get(roles).then().body("items.name", hasItems("administrator", "member", "teacher"));
        permission.writer().delete(roles + "/teacher").then().statusCode(204);
        permission
                .writer()
                .get(roles + "/teacher")
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:jit:problem:not-found"));
    }

    @Test
    void listsInPages() {
        var roles = Permission.path(new Company("role-pages"), "/roles");
        for (var name : List.of("a", "b", "c")) {
            permission.writer().body(Map.of("name", name)).post(roles).then().statusCode(201);
        }
        String cursor = permission
                .writer()
                .get(roles + "?limit=2")
                .then()
                .body("items.name", equalTo(List.of("administrator", "member", "a", "b")))
                .extract()
                .path("next_cursor");
        permission
                .writer()
                .get(roles + "?limit=2&cursor=" + cursor)
                .then()
                .body("items.name", equalTo(List.of("c")))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"administrator", "member"})
    void aBuiltInRoleCannotBeMadeChangedOrRemoved(String name) {
        var roles = Permission.path(new Company("built-in"), "/roles");
        permission.writer().body(Map.of("name", name)).post(roles).then().statusCode(409);
        permission
                .writer()
                .body(Map.of("title", "x"))
                .patch(roles + "/" + name)
                .then()
                .statusCode(409);
        permission
                .writer()
                .delete(roles + "/" + name)
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:jit:problem:conflict"));
    }

    @Test
    void aNameIsTakenOnceInAnApplicationAndFreeInAnother() {
        var one = Permission.path(new Company("taken"), "/roles");
        permission.writer().body(Map.of("name", "teacher")).post(one).then().statusCode(201);
        permission.writer().body(Map.of("name", "teacher")).post(one).then().statusCode(409);
        permission
                .writer()
                .body(Map.of("name", "teacher"))
                .post(Permission.path(new Company("free"), "/roles"))
                .then()
                .statusCode(201);
    }

    @Test
    void aRoleThatGrantsUseStays() {
        var company = new Company("role-used");
        log.send(company.organization("active"));
        var roles = Permission.path(company, "/roles");
        permission.writer().body(Map.of("name", "teacher")).post(roles).then().statusCode(201);
        var grant = permission.grant(company, Permission.grantOf(company, "everyone", null, "teacher", "allow"));

        permission.writer().delete(roles + "/teacher").then().statusCode(409).body("detail", notNullValue());
        permission
                .writer()
                .delete(Permission.path(company, "/grants/" + grant))
                .then()
                .statusCode(204);
        permission.writer().delete(roles + "/teacher").then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":\"with space\"}",
                "{\"name\":\"a,b\"}",
                "{\"name\":42}",
                "{\"name\":[\"a\"]}",
                "{\"name\":\"\\u0000\"}"
            })
    void aBadNameIsNamed(String body) {
        permission
                .writer()
                .body(body)
                .post(Permission.path(new Company("bad-role"), "/roles"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors", hasSize(1))
                .body("errors[0].field", equalTo("name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"teacher\""})
    void whatIsNoRoleIsAnInvalidRequest(String body) {
        permission
                .writer()
                .body(body)
                .post(Permission.path(new Company("bad-role"), "/roles"))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"));
    }
}
