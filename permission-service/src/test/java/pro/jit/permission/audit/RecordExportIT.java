package pro.jit.permission.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** The records as files; what reads the CSV here is Jackson. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RecordExportIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Permission permission;

    @Inject
    Jdbi jdbi;

    @Test
    void bothFilesHaveEveryDecisionOfTheList() throws IOException {
        var company = new Company("export-decisions");
        refuse(company, "one");
        refuse(company, "two");
        var listed = permission.writer().get(Permission.path(company, "/decisions"));

        var lines = ndjson(export(company, "decisions", "?format=ndjson", "*/*"));
        assertThat(lines)
                .isEqualTo(JSON.readTree(listed.asString())
                        .path("items")
                        .valueStream()
                        .toList());
        var rows = csv(export(company, "decisions", "?format=csv", "*/*"));
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst())
                .containsEntry("decision_id", listed.path("items[0].decision_id"))
                .containsEntry("subject_id", "two")
                .containsEntry("decision", "false")
                .containsEntry("reason", "member-not-found")
                .containsEntry("member_id", "")
                .containsEntry("times", "1")
                .containsEntry("at", listed.path("items[0].at"));
    }

    @Test
    void bothFilesHaveEveryChangeOfTheList() throws IOException {
        var company = new Company("export-changes");
        permission
                .writer()
                .body(Map.of("name", "teacher", "title", "老师, \"a\"\r\nb"))
                .post(Permission.path(company, "/roles"));
        permission.writer().delete(Permission.path(company, "/roles/teacher"));
        var listed = permission.writer().get(Permission.path(company, "/changes"));

        assertThat(ndjson(export(company, "changes", "?format=ndjson", "*/*")))
                .isEqualTo(JSON.readTree(listed.asString())
                        .path("items")
                        .valueStream()
                        .toList());
        var rows = csv(export(company, "changes", "", "*/*"));
        assertThat(rows).extracting(row -> row.get("kind")).containsExactly("role.removed", "role.created");
        assertThat(rows.getFirst()).containsEntry("after", "");
        assertThat(JSON.readTree(rows.getFirst().get("before")).path("title").asText())
                .isEqualTo("老师, \"a\"\r\nb");
    }

    @Test
    void takesTheFiltersOfTheList() throws IOException {
        var company = new Company("export-filtered");
        refuse(company, "one");
        permission.writer().body(Map.of("name", "teacher")).post(Permission.path(company, "/roles"));

        assertThat(csv(export(company, "decisions", "?reason=granted", "*/*"))).isEmpty();
        assertThat(csv(export(company, "changes", "?kind=role.removed", "*/*"))).isEmpty();
        assertThat(csv(export(company, "changes", "?kind=role.created", "*/*"))).hasSize(1);
        assertThat(csv(export(new Company("export-others"), "decisions", "", "*/*")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"decisions", "changes"})
    void goesThroughManyPages(String record) throws IOException {
        var company = new Company("export-many-" + record);
        many(company, record, 1_700);

        var answer = export(company, record, "?format=ndjson", "*/*");

        assertThat(answer.header("Content-Length")).as("sent while it is read").isNull();
        var key = record.equals("decisions") ? "decision_id" : "change_id";
        assertThat(ndjson(answer))
                .hasSize(1_700)
                .extracting(line -> line.path(key).asText())
                .doesNotHaveDuplicates();
        assertThat(csv(export(company, record, "?format=csv", "*/*"))).hasSize(1_700);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/* | | text/csv; charset=UTF-8; header=present",
                "text/csv | | text/csv; charset=UTF-8; header=present",
                "text/html, */*;q=0.8 | | text/csv; charset=UTF-8; header=present",
                "application/x-ndjson | | application/x-ndjson",
                "application/x-ndjson, text/csv;q=0.5 | | application/x-ndjson",
                "*/* | ?format=ndjson | application/x-ndjson",
                "text/html, */*;q=0.8 | ?format=csv | text/csv; charset=UTF-8; header=present"
            })
    void isOfTheKindAskedFor(String accept, String query, String type) {
        var answer = export(new Company("export-kinds"), "changes", query == null ? "" : query, accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(type);
        assertThat(answer.header("Vary")).isEqualTo("Accept");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"changes-\\d{4}-\\d\\d-\\d\\d\\.(csv|ndjson)\"");
    }

    @Test
    void thereIsNoOtherKind() {
        export(new Company("export-kinds"), "decisions", "?format=xlsx", "*/*")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("format")));
        export(new Company("export-kinds"), "decisions", "", "application/pdf")
                .then()
                .statusCode(406)
                .body("type", equalTo("urn:jit:problem:not-acceptable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+8613900000000", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠a", "\n=1"})
    void noCellIsAFormula(String subject) throws IOException {
        var company = new Company("export-formula-" + subject.codePointAt(0) + subject.length());
        refuse(company, subject);

        assertThat(csv(export(company, "decisions", "", "*/*")))
                .extracting(row -> row.get("subject_id"))
                .containsExactly("'" + subject);
    }

    private void refuse(Company company, String subject) {
        permission
                .evaluate(Map.of(
                        "subject", Map.of("type", "member", "id", subject),
                        "action", Map.of("name", "login"),
                        "resource", Map.of("type", "application", "id", company.application())))
                .then()
                .body("decision", equalTo(false));
    }

    private void many(Company company, String record, int count) {
        var insert = record.equals("decisions") ? """
                insert into decision_record (decision_id, at, request_id, caller, org_id, app_id, subject_type, subject_id, action, decision, reason)
                select gen_random_uuid(), now(), 'request', 'caller', 'whwy', :app, 'member', n, 'login', false, 'member-not-found'
                from generate_series(1, :count) n
                """ : """
                insert into change_record (change_id, at, request_id, caller, org_id, app_id, kind, subject_id, after)
                select gen_random_uuid(), now(), 'request', 'caller', 'whwy', :app, 'role.created', n, '{}'
                from generate_series(1, :count) n
                """;
        jdbi.useHandle(handle -> handle.createUpdate(insert)
                .bind("app", company.application().substring("whwy/".length()))
                .bind("count", count)
                .execute());
    }

    private Response export(Company company, String record, String query, String accept) {
        return permission
                .as("permissions:read")
                .header("Accept", accept)
                .get(Permission.path(company, "/" + record + "/export" + query));
    }

    private static List<JsonNode> ndjson(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var lines = new ArrayList<JsonNode>();
        for (var line :
                new String(answer.asByteArray(), StandardCharsets.UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<Map<String, String>> csv(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var text = new String(answer.asByteArray(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\ufeff").endsWith("\r\n");
        var mapper = new CsvMapper();
        mapper.disable(CsvParser.Feature.TRIM_SPACES);
        try (MappingIterator<Map<String, String>> rows = mapper.readerForMapOf(String.class)
                .with(mapper.schemaFor(Map.class).withHeader())
                .readValues(text.substring(1))) {
            return rows.readAll();
        }
    }
}
