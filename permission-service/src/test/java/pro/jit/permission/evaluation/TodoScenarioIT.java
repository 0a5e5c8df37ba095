package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** The Todo scenario of the AuthZEN interoperability events, adapted to our types in {@code authzen/todo.yaml}. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TodoScenarioIT {
    private static final Map<String, Company> COMPANIES = new HashMap<>();

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    private final Scenario scenario = read();

    /** What is published, and what we give to have it so. */
    record Scenario(
            Map<String, List<String>> people,
            Map<String, List<String>> applications,
            List<Evaluation> evaluation,
            List<Evaluations> evaluations) {}

    record Evaluation(String subject, String application, boolean expected) {}

    record Evaluations(String subject, List<String> applications, List<Boolean> expected) {}

    private static Scenario read() {
        try (var file = TodoScenarioIT.class.getResourceAsStream("/authzen/todo.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, Scenario.class);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void companies() {
        if (!COMPANIES.isEmpty()) {
            return;
        }
        scenario.applications().keySet().forEach(name -> COMPANIES.put(name, new Company("todo-" + name)));
        COMPANIES.values().forEach(company -> {
            log.send(company.organization("active"));
            List.of("admin", "editor", "viewer", "evil_genius")
                    .forEach(role -> log.send(company.department(role, null, "active")));
            scenario.people()
                    .forEach((name, roles) -> log.send(company.member(name, "active", roles.toArray(String[]::new))));
        });
        log.awaitRead();
        scenario.applications().forEach((name, grants) -> grants.forEach(to -> grant(company(name), to)));
    }

    private void grant(Company company, String to) {
        var parts = to.split(":", 2);
        var id = parts.length == 1 ? null : company.id(parts[1]);
        permission.grant(company, Permission.grantOf(company, parts[0], id, "member", "allow"));
    }

    @Test
    void eachPublishedDecisionIsOurs() {
        assertThat(scenario.evaluation()).hasSize(40);
        for (var each : scenario.evaluation()) {
            var answer = permission.login(company(each.application()), each.subject());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.<Boolean>path("decision")).as(each.toString()).isEqualTo(each.expected());
        }
    }

    /** As the scenario's application asks: defaults for what all have in common, an empty resource and context among them. */
    @Test
    void manyAreAskedForAtOnceWithEmptyDefaults() {
        for (var each : scenario.evaluations()) {
            var questions = each.applications().stream()
                    .map(this::company)
                    .map(company -> Map.of(
                            "subject", member(company, each.subject()),
                            "resource", Map.of("type", "application", "id", company.application())))
                    .toList();
            var answer = permission
                    .as("access:evaluate")
                    .body(Map.of(
                            "action", Map.of("name", "login"),
                            "resource", Map.of(),
                            "context", Map.of(),
                            "evaluations", questions))
                    .post("/access/v1/evaluations");

            assertThat(answer.<List<Boolean>>path("evaluations.decision"))
                    .as(each.toString())
                    .isEqualTo(each.expected());
        }
    }

    @Test
    void theSearchesFindWhatIsPublished() {
        for (var each : scenario.evaluation()) {
            var company = company(each.application());
            var id = company.id(each.subject()).toString();
            var subject = member(company, each.subject());
            var login = Map.of("name", "login");
            var resource = Map.of("type", "application", "id", company.application());

            assertThat(search(
                                    "subject",
                                    Map.of("subject", Map.of("type", "member"), "action", login, "resource", resource),
                                    "id")
                            .contains(id))
                    .as("subjects, %s", each)
                    .isEqualTo(each.expected());
            assertThat(search(
                            "resource",
                            Map.of("subject", subject, "action", login, "resource", Map.of("type", "application")),
                            "id"))
                    .as("resources, %s", each)
                    .isEqualTo(each.expected() ? List.of(company.application()) : List.of());
            assertThat(search("action", Map.of("subject", subject, "resource", resource), "name"))
                    .as("actions, %s", each)
                    .isEqualTo(each.expected() ? List.of("login") : List.of());
        }
    }

    /** With the scenario's own types, none of which is ours: a deny, and no error. */
    @Test
    void thePublishedRequestsAreUnderstood() {
        for (var each : scenario.evaluation()) {
            var parts = each.application().split("-", 2);
            var answer = permission.evaluate(Map.of(
                    "subject", Map.of("type", "user", "id", each.subject() + "@the-citadel.com"),
                    "action", Map.of("name", "can_" + parts[0]),
                    "resource",
                            Map.of(
                                    "type", "todo",
                                    "id", "7240d0db-8ff0-41ec-98b2-34a096273b9f",
                                    "properties", Map.of("ownerID", parts[parts.length - 1])),
                    "context", Map.of()));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.<Boolean>path("decision")).isFalse();
        }
    }

    private List<String> search(String what, Map<String, ?> body, String field) {
        var answer = permission.as("access:evaluate").body(body).post("/access/v1/search/" + what);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.<List<Map<String, Object>>>path("results").stream()
                .map(result -> String.valueOf(result.get(field)))
                .collect(Collectors.toList());
    }

    private Company company(String application) {
        return Objects.requireNonNull(COMPANIES.get(application));
    }

    private static Map<String, Object> member(Company company, String name) {
        return Map.of("type", "member", "id", company.id(name).toString());
    }
}
