package pro.jit.orgsync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** The list of members as a file; what reads it here is Jackson. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberExportIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    private String id = "";

    @BeforeEach
    void anOrganizationForAllTests() {
        if (id.isEmpty()) {
            id = orgSync.created(sandbox.newApp());
        }
    }

    @Test
    void hasEverybodyOfTheListInItsOrder() throws IOException {
        var listed = orgSync.all(id, "members");

        assertThat(rows(export("")))
                .extracting(row -> row.get("Member ID"))
                .isEqualTo(
                        listed.stream().map(member -> member.get("member_id")).toList());
    }

    @Test
    void tellsOfAPersonWhatTheListTells() throws IOException {
        assertThat(rows(export("")))
                .filteredOn(row -> "赵磊".equals(row.get("Name")))
                .singleElement()
                .satisfies(row -> {
                    var listed = orgSync.all(id, "members?q=赵磊").getFirst();
                    assertThat(row)
                            .containsEntry("E-mail", (String) listed.get("email"))
                            .containsEntry("Status", "active")
                            .containsEntry("Open ID", (String) listed.get("open_id"))
                            .containsEntry("Main department", "后端组")
                            .containsEntry("Departments", "后端组; 平台部");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"?q=王伟", "?status=frozen", "?department_id=root", "?status=resigned"})
    void takesTheFiltersOfTheList(String filter) throws IOException {
        assertThat(rows(export(filter)))
                .extracting(row -> row.get("Member ID"))
                .isEqualTo(orgSync.all(id, "members" + filter).stream()
                        .map(member -> member.get("member_id"))
                        .toList());
    }

    @Test
    void goesThroughManyPages() throws IOException {
        var own = orgSync.created(sandbox.newApp());
        jdbi.useHandle(handle -> handle.execute("""
                        insert into member (member_id, organization_id, open_id, name, status, revision, search_revision, created_at, updated_at)
                        select gen_random_uuid(), cast(? as uuid), 'many-' || n, 'the same name', 'active', 1, 1, now(), now()
                        from generate_series(1, 1200) n
                        """, own));

        var answer = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + own + "/members/export");

        assertThat(answer.header("Content-Length")).as("sent while it is read").isNull();
        assertThat(rows(answer))
                .hasSize(1200 + sandbox.peopleCount())
                .extracting(row -> row.get("Member ID"))
                .doesNotHaveDuplicates();
        orgSync.writer().delete(OrgSync.ORGANIZATIONS + "/" + own).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN,zh;q=0.9,en;q=0.8 | 姓名 | zh",
                "zh | 姓名 | zh",
                "en-US,en;q=0.9,zh;q=0.5 | Name | en",
                "fr | Name | en",
                "* | Name | en",
                ";;;=not a language | Name | en"
            })
    void speaksTheReadersLanguageInTheFirstLine(String languages, String name, String language) {
        var answer = orgSync.writer()
                .header("Accept-Language", languages)
                .get(OrgSync.ORGANIZATIONS + "/" + id + "/members/export");

        assertThat(answer.asString()).startsWith("\ufeff\"" + name + "\",");
        assertThat(answer.header("Content-Language")).isEqualTo(language);
    }

    @Test
    void isAFileThatExcelOpens() {
        var answer = export("?q=赵磊");

        assertThat(answer.contentType()).isEqualTo("text/csv; charset=UTF-8; header=present");
        assertThat(answer.asByteArray()).startsWith(0xef, 0xbb, 0xbf);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(new String(answer.asByteArray(), StandardCharsets.UTF_8)).matches("[^\r\n]+\r\n[^\r\n]+\r\n");
    }

    @Test
    void hasANameThatSaysWhoseItIsAndHarmsNothing() {
        orgSync.writer()
                .body(Map.of("title", "../一/\"二\"\\三;*"))
                .patch(OrgSync.ORGANIZATIONS + "/" + id)
                .then()
                .statusCode(200);

        var disposition = export("").header("Content-Disposition");

        assertThat(disposition)
                .matches(
                        "attachment; filename=\"members-\\d{4}-\\d\\d-\\d\\d.csv\"; filename\\*=UTF-8''[A-Za-z0-9%._-]+");
        assertThat(URLDecoder.decode(disposition.replaceAll(".*''", ""), StandardCharsets.UTF_8))
                .matches("members-\\.\\._一__二__三;_-\\d{4}-\\d\\d-\\d\\d\\.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+8613900000000", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠a", "\n=1"})
    void noCellIsAFormula(String name) throws IOException {
        rename(name);

        assertThat(rows(export("?status=frozen")))
                .extracting(row -> row.get("Name"))
                .containsExactly("'" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\"b", "\"", "a\r\nb", "a;b", "'a", "1=1", "", " =1", "🎈"})
    void everyOtherTextIsAsItIs(String name) throws IOException {
        rename(name);

        assertThat(rows(export("?status=frozen")))
                .extracting(row -> row.get("Name"))
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"?status=asleep, status", "?recursive=maybe, recursive", "?department_id=x, department_id"})
    void namesWhatIsWrong(String filter, String field) {
        var answer = export(filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<List<String>>path("errors.field")).containsExactly(field);
    }

    @Test
    void isNotFoundInAnOrganizationThatIsNotThere() {
        orgSync.writer()
                .get(OrgSync.ORGANIZATIONS + "/01a20e91-1d71-787a-90bb-d66ccde9ff95/members/export")
                .then()
                .statusCode(404);
    }

    private void rename(String name) {
        jdbi.useHandle(handle -> handle.execute(
                "update member set name = ? where organization_id = cast(? as uuid) and status = 'frozen'", name, id));
    }

    private Response export(String filter) {
        return orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + id + "/members/export" + filter);
    }

    private static List<Map<String, String>> rows(Response answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        var text = new String(answer.asByteArray(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\ufeff");
        var mapper = new CsvMapper();
        mapper.disable(CsvParser.Feature.TRIM_SPACES);
        try (MappingIterator<Map<String, String>> rows = mapper.readerForMapOf(String.class)
                .with(mapper.schemaFor(Map.class).withHeader())
                .readValues(text.substring(1))) {
            return rows.readAll();
        }
    }
}
