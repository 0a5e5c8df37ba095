package pro.jit.permission.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** Random companies, random grants, random changes: what was foretold is what then happens, to each decision and in the events. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class WhatIfAgreesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEPARTMENTS = 6;
    private static final int MEMBERS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    Jdbi jdbi;

    private final Set<String> eventsSeen = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_126})
    void foretoldAndHappenedAreTheSame(long seed) throws Exception {
        var random = new Random(seed);
        var company = company(seed, random);
        var affected = 0;
        for (int step = 0; step < 6; step++) {
            var grants = step % 3 != 1;
            var moves = step % 3 != 0;
            var change = new LinkedHashMap<String, Object>();
            if (grants) {
                change.put("create", newGrants(company, random));
                change.put("delete", someGrants(company, random));
            }
            var department = "d" + random.nextInt(DEPARTMENTS);
            var parent = random.nextInt(4) == 0 ? null : "d" + random.nextInt(DEPARTMENTS);
            if (moves) {
                var move = new HashMap<String, @Nullable Object>();
                move.put("department_id", company.id(department).toString());
                move.put(
                        "new_parent_id",
                        parent == null ? null : company.id(parent).toString());
                change.put("move_department", move);
            }
            var foretold = permission.as("permissions:read").body(change).post(Permission.path(company, "/what-if"));
            if (foretold.statusCode() == 400) {
                assertThat(foretold.<List<String>>path("errors.field"))
                        .as("a circle, which Feishu refuses too")
                        .containsExactly("move_department.new_parent_id");
                continue;
            }
            var before = decisions(company);

            if (grants && foretold.statusCode() == 409) {
                assertThat(batch(company, change, false).statusCode()).isEqualTo(409);
                continue;
            }
            assertThat(foretold.statusCode()).as(foretold.asString()).isEqualTo(200);
            if (grants && !moves) {
                var made = batch(company, change, false);
                boolean lastAdministrator = foretold.path("leaves_without_administrator");
                assertThat(made.statusCode()).as(made.asString()).isEqualTo(lastAdministrator ? 409 : 200);
                if (lastAdministrator) {
                    assertThat(made.<String>path("type")).endsWith(":last-administrator");
                    assertThat(batch(company, change, true).statusCode()).isEqualTo(200);
                }
            } else if (grants) {
                assertThat(batch(company, change, true).statusCode()).isEqualTo(200);
            }
            if (moves) {
                log.send(company.department(department, parent, "active"));
                awaitParent(company, department, parent);
            }

            var answer = JSON.readTree(foretold.asString());
            affected += foretold(answer).size();
            assertThat(foretold(answer))
                    .as("seed %d step %d %s", seed, step, change)
                    .isEqualTo(happened(company, before, decisions(company)));
            if (grants != moves) {
                eventsSayTheSame(company, foretold(answer).keySet());
            } else {
                eventsSeen.addAll(events(company).keySet());
            }
        }
        assertThat(affected).as("the changes change something").isPositive();
    }

    private Response batch(Company company, Map<String, Object> change, boolean leaveWithoutAdministrator) {
        return permission
                .writer()
                .body(Map.of(
                        "create", Objects.requireNonNull(change.get("create")),
                        "delete", Objects.requireNonNull(change.get("delete"))))
                .post(Permission.path(
                        company, "/grants/batch?leave_without_administrator=" + leaveWithoutAdministrator));
    }

    /** Member → what becomes of them. */
    private static Map<String, String> foretold(JsonNode answer) {
        var foretold = new TreeMap<String, String>();
        answer.path("gains").forEach(one -> foretold.put(one.path("member_id").asText(), "gains " + one.path("roles")));
        answer.path("loses").forEach(one -> foretold.put(one.path("member_id").asText(), "loses " + one.path("roles")));
        answer.path("changes")
                .forEach(one -> foretold.put(
                        one.path("member_id").asText(), "changes " + one.path("roles_before") + one.path("roles")));
        assertThat(foretold)
                .hasSize(answer.path("gains_count").asInt()
                        + answer.path("loses_count").asInt()
                        + answer.path("changes_count").asInt());
        return foretold;
    }

    private static Map<String, String> happened(
            Company company, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        var happened = new TreeMap<String, String>();
        before.forEach((member, was) -> {
            var is = Objects.requireNonNull(after.get(member));
            var id = company.id(member).toString();
            if (!was.path("decision").asBoolean() && is.path("decision").asBoolean()) {
                happened.put(id, "gains " + is.at("/context/roles"));
            } else if (was.path("decision").asBoolean() && !is.path("decision").asBoolean()) {
                happened.put(id, "loses " + was.at("/context/roles"));
            } else if (!was.at("/context/roles").equals(is.at("/context/roles"))) {
                happened.put(id, "changes " + was.at("/context/roles") + is.at("/context/roles"));
            }
        });
        return happened;
    }

    /** Who is announced by name was foretold, and who was foretold is announced, by name or with everyone; nothing else is said. */
    private void eventsSayTheSame(Company company, Set<String> foretold) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var fresh = events(company);
            fresh.keySet().removeAll(eventsSeen);
            var named = new TreeSet<String>();
            var everyone = false;
            for (var event : fresh.values()) {
                var member = event.at("/data/member_id");
                everyone |= member.isNull();
                if (!member.isNull()) {
                    named.add(member.asText());
                }
            }
            assertThat(foretold).containsAll(named);
            assertThat(everyone || named.equals(foretold))
                    .as("%s of %s", named, foretold)
                    .isTrue();
            assertThat(fresh.isEmpty()).isEqualTo(foretold.isEmpty());
        });
        eventsSeen.addAll(events(company).keySet());
    }

    private Map<String, JsonNode> events(Company company) {
        var events = new HashMap<String, JsonNode>();
        for (var read : log.read("jit.permission.access", "\"" + company.organizationId() + "\"", 0)) {
            try {
                var event = JSON.readTree(read.value());
                events.put(event.path("id").asText(), event);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return events;
    }

    private Map<String, JsonNode> decisions(Company company) throws Exception {
        var decisions = new TreeMap<String, JsonNode>();
        for (int i = 0; i < MEMBERS; i++) {
            var member = "m" + i;
            var answer = permission.evaluate(Map.of(
                    "subject", Map.of("type", "member", "id", company.id(member).toString()),
                    "action", Map.of("name", "login"),
                    "resource", Map.of("type", "application", "id", company.application())));
            decisions.put(member, JSON.readTree(answer.asString()));
        }
        return decisions;
    }

    private List<Map<String, @Nullable Object>> newGrants(Company company, Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> newGrant(company, random))
                .toList();
    }

    private static Map<String, @Nullable Object> newGrant(Company company, Random random) {
        var type = List.of("member", "department", "department", "everyone").get(random.nextInt(4));
        @Nullable
        UUID principal =
                switch (type) {
                    case "member" -> company.id("m" + random.nextInt(MEMBERS));
                    case "department" -> company.id("d" + random.nextInt(DEPARTMENTS));
                    default -> null;
                };
        var role = random.nextBoolean() ? "member" : "administrator";
        var grant = Permission.grantOf(company, type, principal, role, random.nextInt(4) == 0 ? "deny" : "allow");
        grant.put("include_sub_departments", random.nextBoolean());
        grant.put("valid_from", random.nextInt(6) == 0 ? "2099-01-01T00:00:00Z" : null);
        grant.put("valid_until", random.nextInt(6) == 0 ? "2099-06-01T00:00:00Z" : null);
        return grant;
    }

    private List<String> someGrants(Company company, Random random) {
        List<String> all = permission
                .writer()
                .get(Permission.path(company, "/grants?limit=200"))
                .path("items.grant_id");
        return all.stream().filter(grant -> random.nextInt(3) == 0).toList();
    }

    private void awaitParent(Company company, String department, @Nullable String parent) {
        await().atMost(PATIENCE)
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                "select parent_id is not distinct from cast(:parent as uuid) from department where department_id = :id")
                        .bind("parent", parent == null ? null : company.id(parent))
                        .bind("id", company.id(department))
                        .mapTo(Boolean.class)
                        .one()));
    }

    private Company company(long seed, Random random) {
        var company = new Company("foretold-" + seed);
        log.send(company.organization("active"));
        for (int i = 0; i < DEPARTMENTS; i++) {
            log.send(company.department("d" + i, i == 0 ? null : "d" + random.nextInt(i), "active"));
        }
        var members = new ArrayList<Company.Event>();
        for (int i = 0; i < MEMBERS; i++) {
            var departments = random.ints(random.nextInt(3), 0, DEPARTMENTS)
                    .distinct()
                    .mapToObj(number -> "d" + number)
                    .toArray(String[]::new);
            members.add(company.member("m" + i, random.nextInt(6) == 0 ? "frozen" : "active", departments));
        }
        log.send(members.toArray(Company.Event[]::new));
        await().atMost(PATIENCE)
                .until(() -> jdbi.withHandle(handle -> handle.createQuery("""
                                select (select count(*) from member where organization_id = :id)
                                     + (select count(*) from department where organization_id = :id)
                                     + (select count(*) from organization where organization_id = :id)
                                """)
                                .bind("id", company.organizationId())
                                .mapTo(Integer.class)
                                .one())
                        == 1 + DEPARTMENTS + MEMBERS);
        eventsSeen.addAll(events(company).keySet());
        return company;
    }
}
