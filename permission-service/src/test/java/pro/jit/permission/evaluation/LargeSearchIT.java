package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** A search in a company of more people than are decided about together. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LargeSearchIT {
    private static final int PEOPLE = 1_300;
    private static final int OUTSIDE_SALES = 100;

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    Jdbi jdbi;

    @Test
    void everyoneIsFoundOnceAndWhoIsDeniedIsNot() {
        var company = new Company("search-large");
        log.send(company.organization("active"), company.department("sales", null, "active"));
        log.awaitRead();
        hire(company);
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));

        assertThat(pages(company, 5_000)).extracting(List::size).containsExactly(1_000, 300);
        assertThat(ids(pages(company, 450))).doesNotHaveDuplicates().hasSize(PEOPLE);

        var deny = permission.grant(
                company, Permission.grantOf(company, "department", company.id("sales"), "member", "deny"));
        var few = pages(company, 30);
        assertThat(few).extracting(List::size).containsExactly(30, 30, 30, 10);
        assertThat(few.stream().flatMap(List::stream).map(LargeSearchIT::name))
                .doesNotHaveDuplicates()
                .hasSize(OUTSIDE_SALES)
                .allSatisfy(name -> assertThat(Integer.parseInt(name)).isLessThanOrEqualTo(OUTSIDE_SALES));

        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "deny"));
        assertThat(ids(pages(company, 30))).as("besides %s", deny).isEmpty();
    }

    /** Named by number; those after the first few are in sales. */
    private void hire(Company company) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into member (organization_id, member_id, open_id, name, status, revision)
                            select :organization, md5(:organization::text || n)::uuid, 'ou_' || n, n, 'active', 1
                              from generate_series(1, :people) n
                            """)
                    .bind("organization", company.organizationId())
                    .bind("people", PEOPLE)
                    .execute();
            handle.createUpdate("""
                            insert into member_department (organization_id, member_id, department_id)
                            select organization_id, member_id, :sales from member
                             where organization_id = :organization and name::int > :outside
                            """)
                    .bind("organization", company.organizationId())
                    .bind("sales", company.id("sales"))
                    .bind("outside", OUTSIDE_SALES)
                    .execute();
        });
    }

    private List<List<Map<String, Object>>> pages(Company company, int limit) {
        var pages = new ArrayList<List<Map<String, Object>>>();
        var page = new HashMap<String, Object>(Map.of("limit", limit));
        String token;
        do {
            var answer = permission
                    .as("access:evaluate")
                    .body(Map.of(
                            "subject", Map.of("type", "member"),
                            "action", Map.of("name", "login"),
                            "resource", Map.of("type", "application", "id", company.application()),
                            "page", page))
                    .post("/access/v1/search/subject");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            pages.add(answer.path("results"));
            token = answer.path("page.next_token");
            page.put("token", token);
        } while (!token.isEmpty());
        return pages;
    }

    private static List<String> ids(List<List<Map<String, Object>>> pages) {
        return pages.stream()
                .flatMap(List::stream)
                .map(result -> String.valueOf(result.get("id")))
                .toList();
    }

    private static String name(Map<String, Object> result) {
        return result.get("properties") instanceof Map<?, ?> properties ? String.valueOf(properties.get("name")) : "";
    }
}
