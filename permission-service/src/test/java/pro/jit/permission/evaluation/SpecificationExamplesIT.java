package pro.jit.permission.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** The examples of the Authorization API 1.0: word for word, and with what is ours in the place of what is not. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SpecificationExamplesIT {
    private static final String REQUEST_ID = "bfe9eb29-ab87-4ca3-be83-a1d5d8305716";

    @Inject
    Permission permission;

    @Inject
    EventLog log;

    record Example(String section, String path, JsonNode request, JsonNode expected) {
        @Override
        public String toString() {
            return section;
        }
    }

    static Stream<Example> examples() throws IOException {
        try (var file = SpecificationExamplesIT.class.getResourceAsStream("/authzen/specification.yaml")) {
            var examples = new ArrayList<Example>();
            new ObjectMapper(new YAMLFactory())
                    .readTree(file)
                    .forEach(each -> examples.add(new Example(
                            each.path("section").textValue(),
                            each.path("path").textValue(),
                            each.path("request"),
                            each)));
            return examples.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsUnderstoodAndAnsweredInItsShape(Example example) {
        var answer = permission
                .as("access:evaluate")
                .header("X-Request-ID", REQUEST_ID)
                .body(example.request().toString())
                .post("/access/v1/" + example.path());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.header("X-Request-ID")).isEqualTo(REQUEST_ID);
        Map<String, Object> body = answer.path("");
        switch (example.path()) {
            case "evaluation" -> {
                assertThat(body).containsOnlyKeys("decision", "context");
                assertThat(answer.<Boolean>path("decision"))
                        .isEqualTo(example.expected().path("decision").booleanValue());
            }
            case "evaluations" -> {
                assertThat(body).containsOnlyKeys("evaluations");
                assertThat(answer.<List<Boolean>>path("evaluations.decision"))
                        .isEqualTo(booleans(example.expected().path("decisions")));
            }
            default -> {
                assertThat(List.copyOf(body.keySet())).as("the page first").containsExactly("page", "results");
                assertThat(answer.<List<Object>>path("results")).isEmpty();
                assertThat(answer.<Map<String, Object>>path("page")).isEqualTo(Map.of("next_token", "", "count", 0));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "execute_all, true false true",
        "deny_on_first_deny, true false",
        "permit_on_first_permit, true",
    })
    void theThreeSemanticsOverThreeApplicationsAsOverThreeDocuments(String semantic, String decisions) {
        var applications = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> company("spec-" + semantic + i))
                .toList();
        permission.grantToMember(applications.getFirst(), "alice");
        permission.grantToMember(applications.getLast(), "alice");

        var answer = permission
                .as("access:evaluate")
                .body(Map.of(
                        "action", Map.of("name", "login"),
                        "options", Map.of("evaluations_semantic", semantic),
                        "evaluations",
                                applications.stream()
                                        .map(each -> Map.of("subject", alice(each), "resource", resource(each)))
                                        .toList()))
                .post("/access/v1/evaluations");

        assertThat(answer.<List<Boolean>>path("evaluations.decision"))
                .isEqualTo(Stream.of(decisions.split(" ")).map(Boolean::valueOf).toList());
    }

    @Test
    void threeResultsInPagesOfTwo() {
        var company = company("spec-pages");
        permission.grant(company, Permission.grantOf(company, "everyone", null, "member", "allow"));
        var question = Map.of(
                "subject", Map.of("type", "member"),
                "action", Map.of("name", "login"),
                "resource", resource(company));

        var first = search(question, Map.of("limit", 2));
        var second = search(question, Map.of("token", Objects.requireNonNull(first.<String>path("page.next_token"))));

        assertThat(first.<Integer>path("page.count")).isEqualTo(2);
        assertThat(first.<List<Object>>path("results")).hasSize(2);
        assertThat(second.<Map<String, Object>>path("page")).isEqualTo(Map.of("next_token", "", "count", 1));
        assertThat(Stream.of(first, second).flatMap(page -> page.<List<String>>path("results.id").stream()))
                .containsExactlyInAnyOrder(
                        company.id("alice").toString(),
                        company.id("bob").toString(),
                        company.id("carol").toString());
    }

    private Response search(Map<String, ?> question, Map<String, ?> page) {
        var body = new HashMap<String, Object>(question);
        body.put("page", page);
        var answer = permission.as("access:evaluate").body(body).post("/access/v1/search/subject");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    private Company company(String name) {
        var company = new Company(name);
        log.send(company.organization("active"));
        for (var member : List.of("alice", "bob", "carol")) {
            log.send(company.member(member, "active"));
        }
        log.awaitRead();
        return company;
    }

    private static Map<String, Object> alice(Company company) {
        return Map.of("type", "member", "id", company.id("alice").toString());
    }

    private static Map<String, Object> resource(Company company) {
        return Map.of("type", "application", "id", company.application());
    }

    private static List<Boolean> booleans(JsonNode nodes) {
        var booleans = new ArrayList<Boolean>();
        nodes.forEach(node -> booleans.add(node.booleanValue()));
        return booleans;
    }
}
