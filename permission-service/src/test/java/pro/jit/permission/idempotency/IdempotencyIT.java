package pro.jit.permission.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Locks;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class IdempotencyIT {
    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Inject
    Locks locks;

    @Inject
    TestClock clock;

    @Inject
    AnsweredRequestRepository repository;

    @Test
    void aGrantSentAgainIsTheSameGrantAndTheSameAnswer() {
        var company = company("grant");
        var key = key();
        var first = create(company, key, "li");

        var second = create(company, key, "li");

        assertThat(first.statusCode()).isEqualTo(201);
        isTheSame(second, first);
        assertThat(first.header("ETag")).isEqualTo("\"" + first.path("version") + "\"");
        grants(company, 1);
        assertThat(changes(company)).isEqualTo(1);
    }

    @Test
    void theFirstAnswerStandsWhateverCameAfterIt() {
        var company = company("after");
        var key = key();
        var first = create(company, key, "li");
        permission
                .writer()
                .delete(Permission.path(company, "/grants/" + first.path("grant_id")))
                .then()
                .statusCode(204);

        isTheSame(create(company, key, "li"), first);
        grants(company, 0);
    }

    @Test
    void aBatchAndARoleSentAgainAreDoneOnce() {
        var company = company("batch");
        var batch = Map.of("create", List.of(Permission.grantOf(company, "everyone", null, "member", "allow")));
        var key = key();
        var first = send(company, "/grants/batch", key, batch);
        isTheSame(send(company, "/grants/batch", key, batch), first);
        assertThat(first.statusCode()).isEqualTo(200);
        grants(company, 1);

        var role = Map.of("name", "teacher");
        var made = send(company, "/roles", key + "-role", role);
        isTheSame(send(company, "/roles", key + "-role", role), made);
        assertThat(made.statusCode()).isEqualTo(201);
    }

    @Test
    void withoutAKeyTheSecondIsAConflict() {
        var company = company("without");
        permission.grantToMember(company, "li");

        permission
                .writer()
                .body(Permission.grantOf(company, "member", company.id("li"), "member", "allow"))
                .post(Permission.path(company, "/grants"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:jit:problem:conflict"));
    }

    @Test
    void aKeyBelongsToOneRequest() {
        var company = company("reused");
        var other = company("reused-other");
        var key = key();
        create(company, key, "li").then().statusCode(201);

        isReused(create(company, key, "wang"));
        isReused(create(other, key, "li"));
        isReused(send(company, "/roles", key, Map.of("name", "teacher")));
        isReused(send(
                company,
                "/grants?leave_without_administrator=false",
                key,
                Permission.grantOf(company, "member", company.id("li"), "member", "allow")));
        grants(company, 1);
    }

    @Test
    void whatFailedIsTriedAgain() {
        var company = company("failed");
        var key = key();
        var grant = Permission.grantOf(company, "member", company.id("li"), "teacher", "allow");
        send(company, "/grants", key, grant).then().statusCode(400);
        send(company, "/roles", key(), Map.of("name", "teacher")).then().statusCode(201);

        send(company, "/grants", key, grant).then().statusCode(201);
    }

    @Test
    void whileTheFirstIsBeingWorkedTheSecondIsToldSo() throws Exception {
        var company = company("at-work");
        var key = key();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = jdbi.inTransaction(handle -> {
                locks.holdTurn(handle, company);
                var working = executor.submit(() -> create(company, key, "li"));
                locks.awaitBlocked("advisory");
                create(company, key, "li")
                        .then()
                        .statusCode(409)
                        .body("type", equalTo("urn:jit:problem:idempotency-key-in-use"));
                return working;
            });
            first.get().then().statusCode(201);
        }
        create(company, key, "li").then().statusCode(201);
        grants(company, 1);
    }

    @Test
    void ofManyAtOnceOneIsMade() throws Exception {
        var company = company("at-once");
        var key = key();
        var requests = new ArrayList<Callable<Response>>();
        for (int i = 0; i < 12; i++) {
            requests.add(() -> create(company, key, "li"));
        }
        var ids = new ArrayList<String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : executor.invokeAll(requests)) {
                assertThat(answer.get().statusCode()).isIn(201, 409);
                if (answer.get().statusCode() == 201) {
                    ids.add(answer.get().path("grant_id"));
                }
            }
        }

        assertThat(ids).isNotEmpty();
        assertThat(ids.stream().distinct()).hasSize(1);
        grants(company, 1);
    }

    @Test
    void aCrashBeforeTheAnswerIsKeptLeavesNoGrant() {
        var company = company("crash");
        var key = key();
        jdbi.useHandle(handle -> handle.execute(
                "alter table answered_request add constraint crash check (idempotency_key <> '" + key + "')"));
        create(company, key, "li").then().statusCode(500);
        grants(company, 0);
        jdbi.useHandle(handle -> handle.execute("alter table answered_request drop constraint crash"));

        create(company, key, "li").then().statusCode(201);
        grants(company, 1);
    }

    @Test
    void afterADayAKeyIsFree() {
        var company = company("a-day");
        var key = key();
        create(company, key, "li").then().statusCode(201);
        clock.advance(Duration.ofHours(25));

        create(company, key, "wang").then().statusCode(201);
        assertThat(kept(key)).isEqualTo(1);
        repository.prune();
        assertThat(kept(key)).isEqualTo(1);
        clock.advance(Duration.ofHours(25));
        repository.prune();
        assertThat(kept(key)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\"", "\"a", "\"a\\b\""})
    void aKeyThatIsNoneIsNamed(String header) {
        var company = new Company("idempotency-none");
        permission
                .writer()
                .header("Idempotency-Key", header)
                .body(Map.of("name", "teacher"))
                .post(Permission.path(company, "/roles"))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Idempotency-Key"));
    }

    private Company company(String name) {
        var company = new Company("idempotency-" + name);
        log.send(company.organization("active"), company.member("li", "active"), company.member("wang", "active"));
        permission.awaitReason(company, "li", "not-authorized");
        permission.awaitReason(company, "wang", "not-authorized");
        return company;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private Response create(Company company, String key, String member) {
        return send(
                company, "/grants", key, Permission.grantOf(company, "member", company.id(member), "member", "allow"));
    }

    private Response send(Company company, String route, String key, Object body) {
        return permission
                .writer()
                .header("Idempotency-Key", "\"" + key + "\"")
                .body(body)
                .post(Permission.path(company, route));
    }

    private static void isTheSame(Response second, Response first) {
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    private static void isReused(Response response) {
        response.then().statusCode(422).body("type", equalTo("urn:jit:problem:idempotency-key-reused"));
    }

    private void grants(Company company, int count) {
        permission.writer().get(Permission.path(company, "/grants")).then().body("items", hasSize(count));
    }

    private int changes(Company company) {
        return permission
                .writer()
                .get(Permission.path(company, "/changes"))
                .jsonPath()
                .getList("items")
                .size();
    }

    private int kept(String key) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from answered_request where idempotency_key = :key")
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one());
    }
}
