package pro.jit.permission.accessrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Locks;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** Who may not ask, what cannot be asked or decided, and several at once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class AccessRequestRulesIT {
    @Inject
    Permission permission;

    @Inject
    Asking asking;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Inject
    Locks locks;

    @Test
    void onlyWhoIsRefusedForWantOfAGrantCanAsk() {
        var company = asking.company("who", "li", "wang", "zhao");
        permission.grantToMember(company, "li");
        permission.grant(company, Permission.grantOf(company, "member", company.id("wang"), "member", "deny"));
        log.send(company.member("zhao", "frozen"));
        permission.awaitReason(company, "zhao", "member-inactive");

        asking.ask(company, "li", "x").statusCode(409).body("detail", containsString("granted"));
        asking.ask(company, "wang", "x").statusCode(409).body("detail", containsString("access-blocked"));
        asking.ask(company, "zhao", "x").statusCode(409).body("detail", containsString("member-inactive"));
        asking.ask(company, "nobody", "x").statusCode(409).body("detail", containsString("member-not-found"));
        asking.assertOpen(company, 0);
    }

    @Test
    void anotherApplicationsOrganizationIsNone() {
        var mine = asking.company("mine", "li");
        var theirs = asking.company("theirs", "wang");

        permission
                .as("access:evaluate")
                .body(Asking.request(theirs, "wang", "x"))
                .post(Asking.path(mine))
                .then()
                .statusCode(409)
                .body("detail", containsString("organization-disabled"));
        var id = asking.asked(theirs, "wang");
        asking.read(mine, id).statusCode(404);
        asking.approve(mine, id, Map.of()).statusCode(404);
        asking.decline(mine, id, Map.of()).statusCode(404);
        asking.list(mine, "").body("items", hasSize(0)).body("open_count", equalTo(0));
        asking.read(theirs, id).body("status", equalTo("open"));
    }

    @Test
    void anotherTenantsPersonIsNobody() {
        var company = asking.company("tenant", "li");
        var request = Asking.request(company, "li", "x");
        request.put("tenant_key", "tenant_of_somebody_else");

        permission
                .as("access:evaluate")
                .body(request)
                .post(Asking.path(company))
                .then()
                .statusCode(409)
                .body("detail", containsString("member-not-found"));
    }

    @Test
    void anApplicationHasSoManyOpenRequestsAtMost() throws Exception {
        var members = IntStream.range(0, 7).mapToObj(number -> "m" + number).toArray(String[]::new);
        var company = asking.company("flood", members);

        var statuses = atOnce(Stream.of(members)
                .<Callable<Integer>>map(member ->
                        () -> asking.ask(company, member, "x").extract().statusCode())
                .toList());

        assertThat(statuses)
                .containsOnly(201, 429)
                .filteredOn(status -> status == 201)
                .hasSize(5);
        asking.assertOpen(company, 5);
        var refused = members[statuses.indexOf(429)];
        asking.ask(company, refused, "x")
                .statusCode(429)
                .header("Retry-After", equalTo("3600"))
                .body("type", equalTo("urn:jit:problem:too-many-requests"));
        asking.decline(
                        company,
                        asking.list(company, "?status=open").extract().path("items[0].access_request_id"),
                        Map.of())
                .statusCode(200);
        asking.ask(company, refused, "x").statusCode(201);
    }

    @Test
    void whoAsksManyTimesAtOnceHasOneRequest() throws Exception {
        var company = asking.company("eager", "li");

        var statuses = atOnce(IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(number ->
                        () -> asking.ask(company, "li", "x" + number).extract().statusCode())
                .toList());

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        asking.assertOpen(company, 1);
    }

    @Test
    void ofTwoApprovalsAtOnceOneIsMade() throws Exception {
        var company = asking.company("twice", "li");
        var id = asking.asked(company, "li");

        var statuses = atOnce(List.<Callable<Integer>>of(
                () -> asking.approve(company, id, Map.of("role", "member"))
                        .extract()
                        .statusCode(),
                () -> asking.approve(company, id, Map.of("role", "administrator"))
                        .extract()
                        .statusCode()));

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        permission.writer().get(Permission.path(company, "/grants")).then().body("items", hasSize(1));
    }

    @Test
    void anApprovalAndARefusalAtOnceAreNotBoth() throws Exception {
        var company = asking.company("both", "li");
        var id = asking.asked(company, "li");

        var statuses = atOnce(List.<Callable<Integer>>of(
                () -> asking.approve(company, id, Map.of()).extract().statusCode(),
                () -> asking.decline(company, id, Map.of()).extract().statusCode()));

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        var approved = asking.read(company, id).extract().path("status").equals("approved");
        permission.login(company, "li").then().body("decision", equalTo(approved));
    }

    @Test
    void whatIsDecidedStaysDecided() {
        var company = asking.company("decided", "li", "wang");
        var declined = asking.asked(company, "li");
        asking.decline(company, declined, Map.of()).statusCode(200);
        var approved = asking.asked(company, "wang");
        asking.approve(company, approved, Map.of()).statusCode(200);

        for (var id : List.of(declined, approved)) {
            asking.approve(company, id, Map.of()).statusCode(409).body("type", equalTo("urn:jit:problem:conflict"));
            asking.decline(company, id, Map.of()).statusCode(409).body("type", equalTo("urn:jit:problem:conflict"));
        }
        permission.login(company, "li").then().body("decision", equalTo(false));
    }

    @Test
    void whoLeavesWhileBeingApprovedIsGrantedNothing() throws Exception {
        var company = asking.company("leaves-meanwhile", "li");
        var id = asking.asked(company, "li");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var approving = jdbi.inTransaction(handle -> {
                locks.holdTurn(handle, company);
                log.send(company.member("li", "resigned"));
                locks.awaitBlocked("advisory");
                return executor.submit(() -> asking.approve(company, id, Map.of()));
            });
            approving.get().statusCode(409);
        }
        permission.awaitReason(company, "li", "member-inactive");
        asking.read(company, id).body("status", equalTo("closed"));
        permission.writer().get(Permission.path(company, "/grants")).then().body("items", hasSize(0));
    }

    static Stream<Arguments> wrongApprovals() {
        return Stream.of(
                Arguments.of("role", "unheard-of"),
                Arguments.of("role", "a b"),
                Arguments.of("role", 7),
                Arguments.of("valid_until", "tomorrow"),
                Arguments.of("valid_until", "2020-01-01T00:00:00Z"),
                Arguments.of("valid_until", 1_700_000_000),
                Arguments.of("note", "x".repeat(501)),
                Arguments.of("note", List.of("x")));
    }

    @ParameterizedTest
    @MethodSource("wrongApprovals")
    void anApprovalWithSomethingWrongNamesItAndDecidesNothing(String field, Object value) {
        var company = asking.company("wrong-" + UUID.randomUUID(), "li");
        var id = asking.asked(company, "li");

        asking.approve(company, id, Map.of(field, value))
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", equalTo(List.of(field)));
        asking.read(company, id).body("status", equalTo("open"));
        permission.login(company, "li").then().body("decision", equalTo(false));
    }

    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                Arguments.of("reason", null),
                Arguments.of("reason", " \u200b\n"),
                Arguments.of("reason", "x".repeat(501)),
                Arguments.of("reason", "x".repeat(200_000)),
                Arguments.of("reason", 7),
                Arguments.of("reason", Map.of("text", "x")),
                Arguments.of("organization_id", null),
                Arguments.of("organization_id", "x"),
                Arguments.of("organization_id", true),
                Arguments.of("open_id", null),
                Arguments.of("open_id", " "),
                Arguments.of("open_id", "x".repeat(1_001)),
                Arguments.of("union_id", "a\u0000b"),
                Arguments.of("tenant_key", 1.5));
    }

    @ParameterizedTest
    @MethodSource("wrongRequests")
    void aRequestWithSomethingWrongNamesItAndIsNotMade(String field, @Nullable Object value) {
        var company = asking.company("odd-" + UUID.randomUUID(), "li");
        var request = Asking.request(company, "li", "good");
        request.put(field, value);

        permission
                .as("access:evaluate")
                .body(request)
                .post(Asking.path(company))
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:jit:problem:invalid-request"))
                .body("errors.field", equalTo(List.of(field)));
        asking.assertOpen(company, 0);
    }

    @Test
    void aTextStaysATextWhateverIsInIt() {
        var company = asking.company("text", "li");
        var hostile = "<img src=x onerror=alert(1)> '; drop table access_request;-- ${jndi:x} \u202ektxt.exe";

        asking.ask(company, "li", hostile).statusCode(201).body("reason", equalTo(hostile.replace("\u202e", "")));
    }

    @Test
    void listsInPagesByStatusAndMember() {
        var company = asking.company("paged", "li", "wang", "zhao");
        var ids = new ArrayList<String>();
        for (var member : List.of("li", "wang", "zhao")) {
            ids.add(asking.asked(company, member));
        }
        asking.decline(company, ids.get(1), Map.of()).statusCode(200);

        var first = asking.list(company, "?limit=2")
                .body("items.access_request_id", equalTo(List.of(ids.get(2), ids.get(1))))
                .body("open_count", equalTo(2))
                .extract();
        asking.list(company, "?limit=2&cursor=" + first.path("next_cursor"))
                .body("items.access_request_id", equalTo(List.of(ids.get(0))))
                .body("next_cursor", nullValue());
        asking.list(company, "?status=declined")
                .body("items.access_request_id", equalTo(List.of(ids.get(1))))
                .body("open_count", equalTo(2));
        asking.list(company, "?member_id=" + company.id("zhao"))
                .body("items.access_request_id", equalTo(List.of(ids.get(2))));
        asking.list(company, "?status=maybe").statusCode(400).body("errors.field", equalTo(List.of("status")));
    }

    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var future : executor.invokeAll(tasks, 1, TimeUnit.MINUTES)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
