package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pro.jit.permission.testing.AsyncApi;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventSchemas;

/** What we read of org-sync-service's events is what their schemas promise, and our tests send nothing else. */
class DirectoryEventsContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Company.Event> sentByTests() {
        var company = new Company("contract");
        return Stream.of(
                company.organization("active"),
                company.organization("disabled"),
                company.organization("deleted"),
                company.department("eng", null, "active"),
                company.department("web", "eng", "removed"),
                company.member("li", "active", "eng", "web"),
                company.member("li", "not_activated"),
                company.member("li", "not_joined"),
                company.member("li", "frozen"),
                company.member("li", "resigned"),
                company.member("li", "out_of_range"));
    }

    @ParameterizedTest
    @MethodSource("sentByTests")
    void theEventsOfOurTestsAreAsTheSchemasHaveThem(Company.Event event) {
        var json = json(event.text());

        assertThat(EventSchemas.ofEvent(json).validate(json.path("data")))
                .as(event.text())
                .isEmpty();
    }

    static Stream<Arguments> fieldsWeNeed() {
        return Stream.of(
                Arguments.of(
                        "org.organization.v1", List.of("organization_id", "org_id", "app_id", "status", "revision")),
                Arguments.of("org.department.v1", List.of("organization_id", "department_id", "status", "revision")),
                Arguments.of(
                        "org.member.v1",
                        List.of("organization_id", "member_id", "open_id", "status", "departments", "revision")));
    }

    @ParameterizedTest
    @MethodSource("fieldsWeNeed")
    void aFieldWeCannotDoWithoutIsPromised(String schema, List<String> fields) {
        assertThat(required(schema)).containsAll(fields);
    }

    @ParameterizedTest
    @MethodSource("documentedTypes")
    void everyTypeOfTheAsyncApiDocumentIsUnderstood(String type) {
        var company = new Company("types");
        var sample =
                switch (type.split("\\.", -1)[3]) {
                    case "organization" -> company.organization("active");
                    case "department" -> company.department("eng", null, "active");
                    default -> company.member("li", "active", "eng");
                };
        var event = ((ObjectNode) json(sample.text())).put("type", type);

        assertThat(new DirectoryEvents(JSON).read(event.toString())).isPresent();
    }

    static List<String> documentedTypes() {
        return AsyncApi.types("jit.org.organizations", "jit.org.departments", "jit.org.members");
    }

    @Test
    void noEventCarriesAMailAddressOrAPhoneNumber() {
        var properties = new ArrayList<String>();
        EventSchemas.of("org.member.v1")
                .getSchemaNode()
                .path("properties")
                .fieldNames()
                .forEachRemaining(properties::add);

        assertThat(properties).doesNotContain("email", "mobile");
    }

    private static List<String> required(String schema) {
        var required = new ArrayList<String>();
        EventSchemas.of(schema).getSchemaNode().path("required").forEach(field -> required.add(field.asText()));
        return required;
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
