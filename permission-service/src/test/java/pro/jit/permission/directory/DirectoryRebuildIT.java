package pro.jit.permission.directory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.Tokens;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DirectoryRebuildIT {
    private static final String DIRECTORY = "/api/permission/directory";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    Tokens tokens;

    @Inject
    Jdbi jdbi;

    @Test
    void whatIsStaleOrSpoiltIsRightAfterwardsAndNobodyIsRefusedMeanwhile() throws Exception {
        var company = company("rebuilt");
        permission.grant(company, Permission.grantOf(company, "department", company.id("eng"), "member", "allow"));
        for (var member : new String[] {"li", "wang", "chen", "zhao"}) {
            permission.awaitReason(company, member, "granted");
        }
        var asTold = DirectoryTablesOf.rows(jdbi, company);
        spoil(company);
        assertThat(reasonOf(company, "ghost")).isEqualTo("granted");
        assertThat(reasonOf(company, "wang")).isEqualTo("member-inactive");

        var refusals = new ConcurrentLinkedQueue<String>();
        var asked = new AtomicInteger();
        var running = new AtomicBoolean(true);
        JsonPath rebuild;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = Stream.of("li", "zhao")
                    .map(member -> executor.submit(() -> {
                        while (running.get()) {
                            var reason = reasonOf(company, member);
                            asked.incrementAndGet();
                            if (!reason.equals("granted")) {
                                refusals.add(member + " " + reason);
                            }
                        }
                    }))
                    .toList();
            try {
                start(true);
                log.send(company.member("sun", "active", "web"));
                rebuild = awaitEnd();
            } finally {
                running.set(false);
            }
            for (var one : asking) {
                one.get();
            }
        }

        assertThat(rebuild.getString("status")).isEqualTo("succeeded");
        assertThat(refusals).isEmpty();
        assertThat(asked.get()).isPositive();
        for (var member : new String[] {"li", "wang", "chen", "zhao", "sun"}) {
            permission.awaitReason(company, member, "granted");
        }
        assertThat(reasonOf(company, "ghost")).isEqualTo("member-not-found");
        assertThat(DirectoryTablesOf.rows(jdbi, company))
                .as("all but the one who came meanwhile")
                .filteredOn(row -> !row.contains(company.id("sun").toString()))
                .isEqualTo(asTold);
        assertThat(rebuild.getLong("added")).isPositive();
        assertThat(rebuild.getLong("corrected")).isGreaterThanOrEqualTo(2);
        assertThat(rebuild.getLong("removed")).isPositive();
        assertThat(rebuild.getLong("records_read")).isPositive().isEqualTo(rebuild.getLong("records_total"));
        assertThat(log.read("jit.permission.access", company.id("ghost").toString(), 1))
                .singleElement()
                .satisfies(event -> assertThat(event.value()).contains("access.revoked.v1", "member-not-found"));
    }

    @Test
    void aSecondRebuildOfTheSameFindsNothingToDo() {
        var company = company("rebuilt-twice");
        start(true);
        awaitEnd();
        var rows = DirectoryTablesOf.rows(jdbi, company);

        start(false);
        var again = awaitEnd();

        assertThat(again.getString("status")).isEqualTo("succeeded");
        assertThat(again.getLong("added") + again.getLong("corrected") + again.getLong("removed"))
                .isZero();
        assertThat(DirectoryTablesOf.rows(jdbi, company)).isEqualTo(rows);
    }

    @Test
    void manyRemovalsAreMadeOnlyWhenAllowed() {
        var company = company("rebuilt-guarded");
        start(true);
        awaitEnd();
        addStrangers(company);
        var before = DirectoryTablesOf.rows(jdbi, company);

        start(false);
        var held = awaitEnd();
        assertThat(held.getString("status")).isEqualTo("failed");
        assertThat(held.getString("problem")).isEqualTo("deletion-guard");
        assertThat(held.getLong("removals_withheld")).isGreaterThan(10);
        assertThat(DirectoryTablesOf.rows(jdbi, company)).isEqualTo(before);

        start(true);
        var done = awaitEnd();
        assertThat(done.getLong("removed")).isEqualTo(held.getLong("removals_withheld"));
        assertThat(DirectoryTablesOf.rows(jdbi, company)).hasSizeLessThan(before.size());
    }

    @Test
    void oneAtATime() {
        jdbi.useTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(" + 0x6a69745f726264L + ")");
            start(true);
            permission
                    .writer()
                    .body(Map.of("allow_removals", true))
                    .post(DIRECTORY + "/rebuilds")
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:jit:problem:conflict"));
        });

        assertThat(awaitEnd().getString("status")).isEqualTo("succeeded");
    }

    @Test
    void aRebuildIsForThePlatformAndForNoMember() {
        given().auth()
                .oauth2(tokens.actingFor("a-member", "permissions:read permissions:write"))
                .contentType(ContentType.JSON)
                .body(Map.of("allow_removals", false))
                .post(DIRECTORY + "/rebuilds")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:jit:problem:forbidden"));
    }

    @Test
    void whetherRemovalsAreAllowedIsToBeSaid() {
        permission
                .writer()
                .body("{}")
                .post(DIRECTORY + "/rebuilds")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("allow_removals"));
        permission
                .writer()
                .body("{\"allow_removals\":\"yes\"}")
                .post(DIRECTORY + "/rebuilds")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("allow_removals"));
    }

    private Company company(String name) {
        var company = new Company(name);
        log.send(
                company.organization("active"),
                company.department("eng", null, "active"),
                company.department("web", "eng", "active"),
                company.member("li", "active", "web"),
                company.member("wang", "active", "web"),
                company.member("chen", "active", "eng"),
                company.member("zhao", "active", "web", "eng"));
        permission.awaitReason(company, "zhao", "not-authorized");
        permission.awaitReason(company, "chen", "not-authorized");
        return company;
    }

    /** One that Kafka does not tell of, one with a status that was never told, one of a revision that never was, one that is lost. */
    private void spoil(Company company) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into member (organization_id, member_id, open_id, union_id, name, status, revision)
                            values (:organization, :id, :openId, :unionId, 'ghost', 'active', 3)
                            """)
                    .bind("organization", company.organizationId())
                    .bind("id", company.id("ghost"))
                    .bind("openId", company.openId("ghost"))
                    .bind("unionId", company.unionId("ghost"))
                    .execute();
            handle.createUpdate("insert into member_department values (:organization, :id, :department)")
                    .bind("organization", company.organizationId())
                    .bind("id", company.id("ghost"))
                    .bind("department", company.id("eng"))
                    .execute();
            handle.createUpdate("update member set status = 'resigned' where member_id = :id")
                    .bind("id", company.id("wang"))
                    .execute();
            handle.createUpdate(
                            "update department set name = 'spoilt', revision = revision + 100 where department_id = :id")
                    .bind("id", company.id("web"))
                    .execute();
            handle.createUpdate("delete from member where member_id = :id")
                    .bind("id", company.id("chen"))
                    .execute();
        });
    }

    private void addStrangers(Company company) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into member (organization_id, member_id, open_id, name, status, revision)
                        select :organization, gen_random_uuid(), 'ou_stranger_' || n, 'stranger', 'active', 1
                          from generate_series(1, (select 20 + count(*) / 5 from member)) n
                        """)
                .bind("organization", company.organizationId())
                .execute());
    }

    private String reasonOf(Company company, String member) {
        return permission.login(company, member).path("context.reason");
    }

    private void start(boolean allowRemovals) {
        permission
                .writer()
                .body(Map.of("allow_removals", allowRemovals))
                .post(DIRECTORY + "/rebuilds")
                .then()
                .statusCode(202)
                .body("status", equalTo("running"));
    }

    private JsonPath awaitEnd() {
        await().atMost(PATIENCE).until(() -> !last().getString("status").equals("running"));
        return last();
    }

    private JsonPath last() {
        var directory = permission.as("permissions:read").get(DIRECTORY).jsonPath();
        directory.setRootPath("rebuild");
        return directory;
    }
}
