package pro.jit.orgsync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** What is told of departments and members, and of whose. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    private App app = new App("", "");
    private String id = "";

    @BeforeEach
    void anOrganizationForAllTests() {
        if (id.isEmpty()) {
            app = sandbox.newApp();
            id = orgSync.created(app);
        }
    }

    @Test
    void listsAllDepartments() {
        assertThat(orgSync.all(id, "departments")).hasSize(sandbox.departmentCount());
    }

    @Test
    void listsTheFirstLevelInFeishusOrder() {
        assertThat(names("departments?parent_id=root"))
                .containsSubsequence("产品研发中心", "教学中心", "运营中心", "人力资源部", "财务部", "未来实验室 \"X\"")
                .doesNotContain("平台部");
    }

    @Test
    void listsWhatIsDirectlyBelowADepartment() {
        assertThat(names("departments?parent_id=" + departmentId("产品研发中心"))).containsExactly("平台部", "设计部");
    }

    @Test
    void saysWhichDepartmentsHaveOthersBelowThem() {
        assertThat(orgSync.department(id, "产品研发中心")).containsEntry("has_sub_departments", true);
        assertThat(orgSync.department(id, "设计部")).containsEntry("has_sub_departments", false);
    }

    @ParameterizedTest
    @CsvSource({"平台, 产品研发中心/平台部", "台部, 产品研发中心/平台部", "实验室 \"x, 未来实验室 \"X\""})
    void findsDepartmentsOfAnyLevelByAPartOfTheirName(String part, String path) {
        assertThat(found(part)).extracting(one -> one.get("path")).contains(path);
        assertThat(found(part))
                .allSatisfy(one -> assertThat(String.valueOf(one.get("name"))).containsIgnoringCase(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "没有这个部门", "'; drop table department; --", "\\"})
    void takesTheTextToFindForWhatItIs(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void findsAllDepartmentsByNothingButSpaces() {
        assertThat(found("  ")).isNotEmpty();
    }

    private List<Map<String, Object>> found(String text) {
        return orgSync.writer()
                .queryParam("q", text)
                .get(address("departments"))
                .jsonPath()
                .getList("items");
    }

    @Test
    void listsADepartmentWithAllThatIsKnownOfIt() {
        assertThat(orgSync.department(id, "平台部"))
                .containsOnlyKeys(
                        "department_id",
                        "open_department_id",
                        "name",
                        "parent_id",
                        "path",
                        "leaders",
                        "has_sub_departments",
                        "member_count",
                        "order",
                        "status",
                        "revision")
                .containsEntry("path", "产品研发中心/平台部")
                .containsEntry("status", "active");
    }

    @Test
    void countsEachPersonOnceInADepartmentAndAllBelowIt() {
        var people = orgSync.all(id, "members?recursive=true&department_id=" + departmentId("平台部"));

        assertThat(orgSync.department(id, "平台部")).containsEntry("member_count", people.size());
        assertThat(people).extracting(person -> person.get("member_id")).doesNotHaveDuplicates();
    }

    @Test
    void answersOneDepartment() {
        var one = orgSync.department(id, "平台部");

        assertThat(get("departments/" + one.get("department_id")).jsonPath().getMap(""))
                .isEqualTo(one);
    }

    @Test
    void listsThoseDirectlyInADepartment() {
        assertThat(names("members?department_id=" + departmentId("平台部")))
                .contains("赵磊", "林小满")
                .doesNotContain("王伟");
    }

    @Test
    void listsThoseBelowADepartmentTooWhereThatIsAsked() {
        assertThat(names("members?recursive=true&department_id=" + departmentId("平台部")))
                .contains("赵磊", "林小满", "王伟", "孙悦")
                .doesNotContain("何静");
    }

    @Test
    void listsThoseOfNoDepartment() {
        assertThat(names("members?department_id=root")).contains("顾问 · 石川").doesNotContain("陈思远", "王伟");
    }

    @Test
    void listsEverybodyBelowTheRoot() {
        assertThat(orgSync.all(id, "members?department_id=root&recursive=true")).hasSize(sandbox.peopleCount());
    }

    @ParameterizedTest
    @CsvSource({
        "王伟, 2",
        "wei wang, 2",
        "O'Brien, 1",
        "wang-wei-2@mail, 1",
        "'  顾问 ', 1",
        "'🎈', 1",
        "%, 0",
        "_, 0",
        "\\, 0",
        "nobody is called this, 0"
    })
    void findsPeopleByAnyPartOfTheirNamesOrMail(String text, int found) {
        var answer = orgSync.writer().queryParam("q", text).get(address("members"));

        assertThat(answer.<List<?>>path("items")).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({"frozen, 周冻", "not_activated, 徐新"})
    void listsThoseOfOneStatus(String status, String name) {
        assertThat(names("members?status=" + status)).containsExactly(name);
    }

    @Test
    void listsEverybodyOnceThroughAllPages() {
        var all = orgSync.all(id, "members");

        assertThat(all).hasSize(sandbox.peopleCount());
        assertThat(all).extracting(person -> person.get("member_id")).doesNotHaveDuplicates();
    }

    @Test
    void goesOnBehindANameOfSeveralLines() {
        sandbox.hire(app, "two-lines", "一\n二", "0");
        var own = orgSync.created(sandbox.newApp());
        var first = page(own, "");
        var people = first.<List<Map<String, Object>>>path("items");

        var read = new ArrayList<>(people);
        for (String cursor = first.path("next_cursor"); cursor != null; ) {
            var page = page(own, cursor);
            read.addAll(page.<List<Map<String, Object>>>path("items"));
            cursor = page.path("next_cursor");
        }

        sandbox.erase("two-lines");
        assertThat(read).hasSize(sandbox.peopleCount() + 1);
        assertThat(read).extracting(person -> person.get("member_id")).doesNotHaveDuplicates();
    }

    @Test
    void answersOneMember() {
        var one = orgSync.member(id, sandbox.openId(app, "zhao-lei"));

        assertThat(get("members/" + one.get("member_id")).jsonPath().getMap("")).isEqualTo(one);
        assertThat(one)
                .containsKeys(
                        "member_id",
                        "organization_id",
                        "open_id",
                        "union_id",
                        "user_id",
                        "name",
                        "en_name",
                        "email",
                        "mobile",
                        "avatar_url",
                        "employee_no",
                        "job_title",
                        "status",
                        "departments",
                        "revision");
    }

    @Test
    void answersThoseThatAreAskedForByTheirIds() {
        var lei = OrgSync.said(orgSync.member(id, sandbox.openId(app, "zhao-lei")), "member_id");
        var jing = OrgSync.said(orgSync.member(id, sandbox.openId(app, "he-jing")), "member_id");
        var nobody = "01a20e91-1d71-787a-90bb-d66ccde9ff95";

        assertThat(names("members?member_id=%s&member_id=%s&member_id=%s".formatted(lei, nobody, jing)))
                .containsExactlyInAnyOrder("赵磊", "何静");
        assertThat(names("members?status=frozen&member_id=" + lei)).isEmpty();
        assertThat(names("departments?department_id=%s&department_id=%s&department_id=%s"
                        .formatted(departmentId("平台部"), nobody, departmentId("设计部"))))
                .containsExactlyInAnyOrder("平台部", "设计部");
    }

    @ParameterizedTest
    @CsvSource({"members, member_id", "departments, department_id"})
    void takesAsManyIdsAsFitIntoAnAddress(String list, String field) {
        var one = "01a20e91-1d71-787a-90bb-d66ccde9ff95";

        assertThat(orgSync.writer()
                        .queryParam(field, Collections.nCopies(50, one))
                        .get(address(list))
                        .<List<?>>path("items"))
                .isEmpty();
        assertInvalid(
                orgSync.writer().queryParam(field, Collections.nCopies(51, one)).get(address(list)), field);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void takesALimitUpToItsBounds(int limit) {
        assertThat(get("members?limit=" + limit).<List<?>>path("items"))
                .hasSize(Math.min(limit, sandbox.peopleCount()));
    }

    @ParameterizedTest
    @CsvSource({
        "members?limit=0, limit",
        "members?limit=201, limit",
        "members?limit=-1, limit",
        "members?limit=ten, limit",
        "members?limit=99999999999, limit",
        "members?status=asleep, status",
        "members?recursive=maybe, recursive",
        "members?department_id=nonsense, department_id",
        "members?cursor=nonsense, cursor",
        "members?cursor=***, cursor",
        "members?member_id=nonsense, member_id",
        "departments?department_id=' or 1=1, department_id",
        "departments?limit=0, limit",
        "departments?limit=201, limit",
        "departments?parent_id=nonsense, parent_id",
        "departments?status=asleep, status",
        "departments?cursor=nonsense, cursor"
    })
    void namesWhatIsWrongWithARequest(String path, String field) {
        assertInvalid(get(path), field);
    }

    @Test
    void refusesATextThatIsTooLong() {
        for (var list : List.of("members", "departments")) {
            assertInvalid(orgSync.writer().queryParam("q", "x".repeat(201)).get(address(list)), "q");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0\n00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-000000000000\n\0",
                "\n",
                "x\ny"
            })
    void refusesACursorThatItNeverGave(String position) {
        var cursor = Base64.getUrlEncoder().encodeToString(position.getBytes(StandardCharsets.UTF_8));

        assertInvalid(get("members?cursor=" + cursor), "cursor");
        assertInvalid(get("departments?cursor=" + cursor), "cursor");
    }

    @Test
    void showsNoDepartmentAndNoMemberOfAnotherOrganization() {
        var otherApp = sandbox.newApp();
        var other = orgSync.created(otherApp);
        var department = orgSync.department(other, "平台部").get("department_id");
        var member = orgSync.member(other, sandbox.openId(otherApp, "zhao-lei")).get("member_id");

        for (var path : List.of("departments/" + department, "members/" + member)) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : List.of(
                "departments?parent_id=" + department,
                "departments?department_id=" + department,
                "members?member_id=" + member,
                "members?department_id=" + department,
                "members?recursive=true&department_id=" + department)) {
            assertThat(get(path).<List<?>>path("items")).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"departments", "members", "departments/x", "members/x"})
    void isNotFoundInAnOrganizationThatIsNotThere(String path) {
        for (var organization : List.of("01a20e91-1d71-787a-90bb-d66ccde9ff95", "nonsense")) {
            var answer = orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + organization + "/" + path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:not-found");
        }
    }

    private Response page(String organization, String cursor) {
        return orgSync.writer().get(OrgSync.ORGANIZATIONS + "/" + organization + "/members?limit=1&cursor=" + cursor);
    }

    private void assertInvalid(Response answer, String field) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("type")).isEqualTo("urn:jit:problem:invalid-request");
        assertThat(answer.<List<String>>path("errors.field")).containsExactly(field);
        assertThat(answer.<List<String>>path("errors.message")).doesNotContainNull();
    }

    private List<Object> names(String list) {
        return orgSync.all(id, list).stream().map(item -> item.get("name")).toList();
    }

    private Object departmentId(String name) {
        return OrgSync.said(orgSync.department(id, name), "department_id");
    }

    private Response get(String path) {
        return orgSync.writer().get(address(path));
    }

    private String address(String path) {
        return OrgSync.ORGANIZATIONS + "/" + id + "/" + path;
    }
}
