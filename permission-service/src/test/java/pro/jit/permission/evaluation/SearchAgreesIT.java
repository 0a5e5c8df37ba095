package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.TestClock;

/** Over random companies of two organizations: each search finds exactly what an evaluation permits. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SearchAgreesIT {
    private static final Map<String, Object> LOGIN = Map.of("name", "login");

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    @Inject
    TestClock clock;

    @AfterEach
    void timePasses() {
        clock.go();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void withEvaluation(long seed) {
        var random = new Random(seed);
        var now = clock.stop();
        var first = new Company("agrees" + seed);
        var organizations = List.of(first, first.another("agrees" + seed + "-b"));
        var members = new ArrayList<Map<String, Object>>();
        var users = new ArrayList<Map<String, Object>>();
        organizations.forEach(organization -> fill(organization, random, now, members, users));

        for (var subjects : List.of(members, users)) {
            var permitted = permitted(subjects, first.application());
            assertThat(permitted).as("some may, some may not").isNotEmpty().hasSizeLessThan(subjects.size());
            var type = String.valueOf(subjects.getFirst().get("type"));

            var found = subjects(type, first.application(), 1 + random.nextInt(20));

            assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(permitted);
            for (var subject : some(subjects, random)) {
                var may = permitted.contains(String.valueOf(subject.get("id")));
                assertThat(resources(subject)).isEqualTo(may ? List.of(first.application()) : List.of());
                assertThat(actions(subject, first.application())).isEqualTo(may ? List.of("login") : List.of());
            }
        }
    }

    /** A third of them; each costs two searches. */
    private static List<Map<String, Object>> some(List<Map<String, Object>> subjects, Random random) {
        return subjects.stream().filter(subject -> random.nextInt(3) == 0).toList();
    }

    private void fill(
            Company company,
            Random random,
            Instant now,
            List<Map<String, Object>> members,
            List<Map<String, Object>> users) {
        log.send(company.organization("active"));
        var departments = IntStream.range(0, 12).mapToObj(i -> "d" + i).toList();
        for (int i = 0; i < departments.size(); i++) {
            log.send(company.department(departments.get(i), i < 3 ? null : "d" + random.nextInt(i), "active"));
        }
        var names = IntStream.range(0, 30).mapToObj(i -> "m" + i).toList();
        var statuses = List.of("active", "active", "active", "active", "frozen", "out_of_range");
        for (var name : names) {
            var in = new HashSet<String>();
            for (int i = random.nextInt(3); i > 0; i--) {
                in.add(pick(departments, random));
            }
            log.send(company.member(name, pick(statuses, random), in.toArray(String[]::new)));
            members.add(Map.of("type", "member", "id", company.id(name).toString()));
            users.add(Map.of(
                    "type",
                    "feishu_user",
                    "id",
                    company.openId(name),
                    "properties",
                    Map.of(
                            "organization_id", company.organizationId().toString(),
                            "union_id", company.unionId(name),
                            "tenant_key", company.tenantKey())));
        }
        log.awaitRead();
        grant(company, departments, names, random, now);
        log.send(company.department("d3", "d0", "removed"), company.department("d5", "d1", "active"));
        log.awaitRead();
    }

    private void grant(Company company, List<String> departments, List<String> names, Random random, Instant now) {
        var grants = new HashSet<Map<String, @Nullable Object>>();
        for (int i = 0; i < 14; i++) {
            var effect = random.nextInt(4) == 0 ? "deny" : "allow";
            var grant = random.nextBoolean()
                    ? Permission.grantOf(company, "member", company.id(pick(names, random)), "member", effect)
                    : Permission.grantOf(
                            company, "department", company.id(pick(departments, random)), "member", effect);
            grant.put("include_sub_departments", random.nextBoolean());
            grant.put("valid_from", random.nextInt(4) == 0 ? at(now, random.nextInt(3) - 2) : null);
            grant.put("valid_until", random.nextInt(4) == 0 ? at(now, random.nextInt(3) + 1) : null);
            grants.add(grant);
        }
        if (random.nextInt(3) == 0) {
            grants.add(Permission.grantOf(company, "everyone", null, "administrator", "allow"));
        }
        for (var grant : grants) {
            var answer = permission.writer().body(grant).post(Permission.path(company, "/grants"));
            assertThat(answer.statusCode()).as(answer.asString()).isIn(201, 409);
        }
    }

    private static String at(Instant now, int hours) {
        return now.plus(Duration.ofHours(hours)).toString();
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private Set<String> permitted(List<Map<String, Object>> subjects, String application) {
        var answer = permission
                .as("access:evaluate")
                .body(Map.of(
                        "action", LOGIN,
                        "resource", Map.of("type", "application", "id", application),
                        "evaluations",
                                subjects.stream()
                                        .map(subject -> Map.of("subject", subject))
                                        .toList()))
                .post("/access/v1/evaluations");
        List<Boolean> decisions = answer.path("evaluations.decision");
        var permitted = new HashSet<String>();
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i)) {
                permitted.add(String.valueOf(subjects.get(i).get("id")));
            }
        }
        return permitted;
    }

    private List<String> subjects(String type, String application, int limit) {
        var found = new ArrayList<String>();
        var page = new HashMap<String, Object>(Map.of("limit", limit));
        String token;
        do {
            var answer = search(
                    "subject",
                    Map.of(
                            "subject",
                            Map.of("type", type),
                            "action",
                            LOGIN,
                            "resource",
                            Map.of("type", "application", "id", application),
                            "page",
                            page));
            List<Map<String, Object>> results = answer.path("results");
            assertThat(results).hasSizeLessThanOrEqualTo(limit).allSatisfy(result -> assertThat(result)
                    .containsEntry("type", type));
            results.forEach(result -> found.add(String.valueOf(result.get("id"))));
            token = answer.path("page.next_token");
            page.put("token", token);
        } while (!token.isEmpty());
        return found;
    }

    private List<String> resources(Map<String, Object> subject) {
        return search(
                        "resource",
                        Map.of("subject", subject, "action", LOGIN, "resource", Map.of("type", "application")))
                .path("results.id");
    }

    private List<String> actions(Map<String, Object> subject, String application) {
        return search(
                        "action",
                        Map.of("subject", subject, "resource", Map.of("type", "application", "id", application)))
                .path("results.name");
    }

    private Response search(String what, Map<String, ?> body) {
        var answer = permission.as("access:evaluate").body(body).post("/access/v1/search/" + what);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }
}
