package pro.jit.permission.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** A thousand grants at once: one transaction, few statements, each member told of once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LargeBatchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Test
    void aThousandGrantsAreMadeAndRemovedWithFewStatements() {
        var company = company("members", 500);
        var create = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 1; n <= 500; n++) {
            create.add(toMember(company, n, "member"));
            create.add(toMember(company, n, "administrator"));
        }

        var statements = statementsDuring(
                () -> batch(company, create, List.of()).then().statusCode(200).body("created", hasSize(1_000)));
        assertThat(statements)
                .as("statements, those of work in the background with them")
                .isLessThan(150);
        assertThat(changes(company)).isEqualTo(1_000);

        var ids = grants(company);
        assertThat(ids).hasSize(1_000);
        statements = statementsDuring(() -> batch(company, List.of(), ids, "?leave_without_administrator=true")
                .then()
                .statusCode(200)
                .body("deleted", hasSize(1_000)));
        assertThat(statements).isLessThan(150);
        assertThat(grants(company)).isEmpty();
        assertThat(changes(company)).isEqualTo(2_000);
    }

    @Test
    void eachMemberIsToldOfOnce() throws IOException {
        var company = company("told", 100);
        var create = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 1; n <= 100; n++) {
            create.add(toMember(company, n, "member"));
            create.add(toMember(company, n, "administrator"));
        }
        batch(company, create, List.of()).then().statusCode(200);

        var events = log.read("jit.permission.access", company.application().substring("whwy/".length()), 100);
        var told = new ArrayList<String>();
        for (var event : events) {
            JsonNode data = JSON.readTree(event.value()).path("data");
            told.add(data.path("member_id").asText());
            assertThat(data.path("roles").valueStream().map(JsonNode::asText))
                    .containsExactly("administrator", "member");
        }
        assertThat(told).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void manyDepartmentsTogetherAreOneReevaluation() {
        var company = company("departments", 1_200);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into department (organization_id, department_id, name, status, revision)
                        select :organization, md5('department ' || n)::uuid, 'department', 'active', 1 from generate_series(1, 12) n
                        """)
                .bind("organization", company.organizationId())
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into member_department (organization_id, member_id, department_id)
                        select :organization, md5(:prefix || n)::uuid, md5('department ' || (1 + n % 12))::uuid
                          from generate_series(1, 1200) n
                        """)
                .bind("organization", company.organizationId())
                .bind("prefix", prefix(company))
                .execute());
        var create = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 1; n <= 12; n++) {
            create.add(Permission.grantOf(company, "department", md5("department " + n), "member", "allow"));
        }

        batch(company, create, List.of()).then().statusCode(200);

        var events = log.read("jit.permission.access", company.application().substring("whwy/".length()), 1);
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().value()).contains("permission.access.reevaluate.v1");
    }

    @Test
    void oneThatIsWrongAmongAThousandUndoesAll() {
        var company = company("all-or-nothing", 999);
        var create = new ArrayList<Map<String, @Nullable Object>>();
        for (int n = 1; n <= 999; n++) {
            create.add(toMember(company, n, "member"));
        }
        create.add(toMember(company, 500, "member"));

        batch(company, create, List.of())
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:jit:problem:conflict"))
                .body("detail", containsString("says the same"));
        create.removeLast();
        create.add(Permission.grantOf(company, "member", UUID.randomUUID(), "member", "allow"));
        batch(company, create, List.of())
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("create.999.principal.id")));
        create.removeLast();
        batch(company, create, List.of(UUID.randomUUID().toString())).then().statusCode(404);

        assertThat(grants(company)).isEmpty();
        assertThat(changes(company)).isZero();
    }

    private Company company(String name, int members) {
        var company = new Company("large-batch-" + name);
        log.send(company.organization("active"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                "select exists (select 1 from organization where organization_id = :id)")
                        .bind("id", company.organizationId())
                        .mapTo(Boolean.class)
                        .one()));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into member (organization_id, member_id, open_id, name, status, revision)
                        select :organization, md5(:prefix || n)::uuid, 'ou_' || n, 'member', 'active', 1
                          from generate_series(1, :members) n
                        """)
                .bind("organization", company.organizationId())
                .bind("prefix", prefix(company))
                .bind("members", members)
                .execute());
        return company;
    }

    private static String prefix(Company company) {
        return company.application() + " ";
    }

    private static Map<String, @Nullable Object> toMember(Company company, int n, String role) {
        return Permission.grantOf(company, "member", md5(prefix(company) + n), role, "allow");
    }

    private static UUID md5(String text) {
        try {
            var digest = java.nio.ByteBuffer.wrap(java.security.MessageDigest.getInstance("MD5")
                    .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int statementsDuring(Runnable work) {
        var count = new AtomicInteger();
        var config = jdbi.getConfig(SqlStatements.class);
        var before = config.getSqlLogger();
        config.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                count.incrementAndGet();
            }
        });
        try {
            work.run();
        } finally {
            config.setSqlLogger(before);
        }
        assertThat(count.get()).as("the statements are seen at all").isPositive();
        return count.get();
    }

    private Response batch(Company company, List<?> create, List<String> delete) {
        return batch(company, create, delete, "");
    }

    private Response batch(Company company, List<?> create, List<String> delete, String query) {
        return permission
                .writer()
                .body(Map.of("create", create, "delete", delete))
                .post(Permission.path(company, "/grants/batch" + query));
    }

    private List<String> grants(Company company) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select cast(grant_id as text) from access_grant where organization_id = :id")
                .bind("id", company.organizationId())
                .mapTo(String.class)
                .list());
    }

    private int changes(Company company) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from change_record where app_id = :app")
                .bind("app", company.application().substring("whwy/".length()))
                .mapTo(Integer.class)
                .one());
    }
}
