package pro.jit.permission.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class WhatIfIT {
    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    TestClock clock;

    @Test
    void aGrantSaysWhoGainsAndMakesNothing() {
        var company = company("wi-gain");
        var grant = Permission.grantOf(company, "department", company.id("eng"), "member", "allow");

        ask(company, Map.of("create", List.of(grant)))
                .body("gains.name", equalTo(List.of("li", "wang")))
                .body("gains.roles", equalTo(List.of(List.of("member"), List.of("member"))))
                .body("gains[0].member_id", equalTo(company.id("li").toString()))
                .body(
                        "gains[0].organization_id",
                        equalTo(company.organizationId().toString()))
                .body("gains_count", equalTo(2))
                .body("loses", hasSize(0))
                .body("changes", hasSize(0))
                .body("not_in_force", equalTo(0));

        assertThat(permission.login(company, "li").<String>path("context.reason"))
                .isEqualTo("not-authorized");
        permission.writer().get(Permission.path(company, "/grants")).then().body("items", hasSize(0));
    }

    @Test
    void aRemovalSaysWhoLosesAndWhoHasFewerRoles() {
        var company = company("wi-lose");
        var toEverybody = permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        permission.grant(company, Permission.grantOf(company, "member", company.id("li"), "administrator", "allow"));

        ask(company, Map.of("delete", List.of(toEverybody)))
                .body("gains", hasSize(0))
                .body("loses.name", equalTo(List.of("wang", "zhao")))
                .body("loses[0].roles", equalTo(List.of("member")))
                .body("changes", hasSize(1))
                .body("changes[0].name", equalTo("li"))
                .body("changes[0].roles_before", equalTo(List.of("administrator", "member")))
                .body("changes[0].roles", equalTo(List.of("administrator")));
    }

    @Test
    void aDenyIsALoss() {
        var company = company("wi-deny");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        var deny = Permission.grantOf(company, "department", company.id("web"), "member", "deny");

        ask(company, Map.of("create", List.of(deny)))
                .body("loses.name", equalTo(List.of("li")))
                .body("gains_count", equalTo(0));
    }

    @Test
    void aDepartmentThatMovesTakesItsPeopleAlong() {
        var company = company("wi-move");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));

        ask(company, move(company, "web", "sales"))
                .body("loses.name", equalTo(List.of("li")))
                .body("gains", hasSize(0));
        ask(company, move(company, "web", null)).body("loses.name", equalTo(List.of("li")));
        ask(company, move(company, "sales", "web"))
                .body("gains.name", equalTo(List.of("zhao")))
                .body("loses", hasSize(0));
        assertThat(permission.login(company, "li").<String>path("context.reason"))
                .isEqualTo("granted");
    }

    @Test
    void aGrantOfTheFutureConcernsNobodyNowAndSomebodyThen() {
        var company = company("wi-future");
        var grant = Permission.grantOf(company, "member", company.id("li"), "member", "allow");
        grant.put("valid_from", clock.instant().plus(Duration.ofHours(1)).toString());

        ask(company, Map.of("create", List.of(grant))).body("gains", hasSize(0)).body("not_in_force", equalTo(1));
        ask(
                        company,
                        Map.of(
                                "create",
                                List.of(grant),
                                "at",
                                clock.instant().plus(Duration.ofHours(2)).toString()))
                .body("gains.name", equalTo(List.of("li")))
                .body("not_in_force", equalTo(0));
    }

    @Test
    void thatNobodyCouldAdministerTheApplicationIsSaid() {
        var company = company("wi-last");
        var only = permission.grant(
                company, Permission.grantOf(company, "member", company.id("li"), "administrator", "allow"));

        ask(company, Map.of("delete", List.of(only))).body("leaves_without_administrator", equalTo(true));
        var another = Permission.grantOf(company, "member", company.id("wang"), "administrator", "allow");
        ask(company, Map.of("delete", List.of(only), "create", List.of(another)))
                .body("leaves_without_administrator", equalTo(false));
        ask(company, Map.of()).body("leaves_without_administrator", equalTo(false));
    }

    @Test
    void nothingAskedIsNothingChanged() {
        ask(company("wi-nothing"), Map.of())
                .body("gains", hasSize(0))
                .body("loses", hasSize(0))
                .body("changes", hasSize(0));
    }

    @Test
    void ofManyAThousandAreListedAndAllAreCounted() {
        var company = company("wi-many");
        log.send(IntStream.range(0, 1_005)
                .mapToObj(number -> company.member("m" + number, "active", "sales"))
                .toArray(Company.Event[]::new));
        permission.awaitReason(company, "m1004", "not-authorized");
        IntStream.range(0, 1_005)
                .filter(number -> number % 100 == 0)
                .forEach(number -> permission.awaitReason(company, "m" + number, "not-authorized"));
        var grant = Permission.grantOf(company, "department", company.id("sales"), "member", "allow");

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> ask(company, Map.of("create", List.of(grant)))
                .body("gains", hasSize(1_000))
                .body("gains_count", equalTo(1_006)));
    }

    @Test
    void whatTheChangeWouldBeRefusedForIsNamed() {
        var company = company("wi-invalid");
        var other = company("wi-invalid-other");
        var nobody = Permission.grantOf(company, "member", UUID.randomUUID(), "member", "allow");
        var others = Permission.grantOf(company, "department", other.id("eng"), "member", "allow");
        var role = Permission.grantOf(company, "everyone", null, "no-such-role", "allow");
        invalid(company, Map.of("create", List.of(nobody)), "create.0.principal.id");
        invalid(company, Map.of("create", List.of(others)), "create.0.principal.id");
        invalid(company, Map.of("create", List.of(role)), "create.0.role");
        invalid(company, move(other, "web", null), "move_department.department_id");
        invalid(company, Map.of("move_department", Map.of()), "move_department.department_id");

        var moveOut = move(company, "web", null);
        moveOut.put(
                "move_department",
                Map.of(
                        "department_id",
                        company.id("web").toString(),
                        "new_parent_id",
                        other.id("eng").toString()));
        invalid(company, moveOut, "move_department.new_parent_id");
        invalid(company, move(company, "eng", "eng"), "move_department.new_parent_id");
        invalid(company, move(company, "eng", "web"), "move_department.new_parent_id");
        invalid(company, Map.of("at", "2020-01-01T00:00:00Z"), "at");
        invalid(company, Map.of("at", "tomorrow"), "at");

        var otherGrant = permission.grantToMember(other, "li");
        problem(company, Map.of("delete", List.of(otherGrant)), 404, "not-found");
        permission.grantToMember(company, "li");
        var same = Permission.grantOf(company, "member", company.id("li"), "member", "allow");
        problem(company, Map.of("create", List.of(same)), 409, "conflict");
        var twice = Permission.grantOf(company, "member", company.id("wang"), "member", "allow");
        problem(company, Map.of("create", List.of(twice, twice)), 409, "conflict");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"create\":{}}|create",
                "{\"create\":[7]}|create.0",
                "{\"create\":[null]}|create.0",
                "{\"delete\":[\"\\u0000\"]}|delete.0",
                "{\"move_department\":7}|move_department",
                "{\"move_department\":{\"department_id\":[]}}|move_department.department_id",
                "{\"move_department\":{\"department_id\":\"x\"}}|move_department.department_id",
                "{\"move_department\":{\"department_id\":\"01a20e91-1d71-787a-90bb-d66ccde9ff95\",\"new_parent_id\":\"\\u0000\"}}|move_department.new_parent_id",
                "{\"at\":7}|at"
            })
    void aWrongValueIsNamedByItsPlace(String body, String field) {
        permission
                .as("permissions:read")
                .body(body)
                .post("/api/permission/applications/whwy/wi-wrong/what-if")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", equalTo(List.of(field)));
    }

    private void invalid(Company company, Map<String, ?> change, String field) {
        problem(company, change, 400, "invalid-request").body("errors.field", equalTo(List.of(field)));
    }

    private ValidatableResponse problem(Company company, Map<String, ?> change, int status, String id) {
        return send(company, change).then().statusCode(status).body("type", equalTo("urn:jit:problem:" + id));
    }

    private ValidatableResponse ask(Company company, Map<String, ?> change) {
        return send(company, change).then().statusCode(200);
    }

    private Response send(Company company, Map<String, ?> change) {
        return permission.as("permissions:read").body(change).post(Permission.path(company, "/what-if"));
    }

    private static Map<String, @Nullable Object> move(Company company, String department, @Nullable String parent) {
        var move = new HashMap<String, @Nullable Object>();
        move.put("department_id", company.id(department).toString());
        move.put("new_parent_id", parent == null ? null : company.id(parent).toString());
        var change = new HashMap<String, @Nullable Object>();
        change.put("move_department", move);
        return change;
    }

    private Company company(String name) {
        var company = new Company(name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.department("web", "eng", "active"),
                company.department("sales", null, "active"),
                company.member("li", "active", "web"),
                company.member("wang", "active", "eng"),
                company.member("zhao", "active", "sales"),
                company.member("sun", "resigned"));
        for (var member : List.of("li", "wang", "zhao")) {
            permission.awaitReason(company, member, "not-authorized");
        }
        permission.awaitReason(company, "sun", "member-inactive");
        return company;
    }
}
