package pro.jit.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;
import pro.jit.permission.testing.Tokens;

/** Whatever is sent, the answer is a named problem, and never 500. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class InvalidRequestsIT {
    private static final String APPLICATIONS = "/api/permission/applications/";
    private static final String APPLICATION = APPLICATIONS + "whwy/invalid";
    private static final String ID = "01a20e91-1d71-787a-90bb-d66ccde9ff95";

    @Inject
    Permission permission;

    @Inject
    Tokens tokens;

    /** Values that are no id, no name and no cursor, as they stand in an address. */
    static Stream<String> odd() {
        return Stream.of(
                "%00",
                "a%00b",
                "%20",
                "a%20b",
                "%0A",
                "%F0%9F%98%80",
                "%27%20or%201=1--",
                "x".repeat(65),
                "x".repeat(3_000),
                "%3Cscript%3E",
                "1e9",
                "-1");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void anOddIdNamesNothing(String id) {
        for (var path :
                List.of("/grants/" + id, "/members/" + id + "/access", "/roles/" + id, "/access-requests/" + id)) {
            isProblem(send("GET", APPLICATION + path, null), 404, "not-found");
        }
        isProblem(send("PATCH", APPLICATION + "/grants/" + id, "{\"role\":\"member\"}"), 404, "not-found");
        isProblem(send("DELETE", APPLICATION + "/grants/" + id, null), 404, "not-found");
        isProblem(send("PATCH", APPLICATION + "/roles/" + id, "{\"title\":\"x\"}"), 404, "not-found");
        isProblem(send("POST", APPLICATION + "/access-requests/" + id + "/approve", "{}"), 404, "not-found");
        isProblem(send("POST", APPLICATION + "/access-requests/" + id + "/decline", "{}"), 404, "not-found");
        isProblem(send("DELETE", APPLICATION + "/roles/" + id, null), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%00b", "%20", "a%20b", "a%2Fb", "a.b", "%F0%9F%98%80", "a,b", "LONG", "LONGER"})
    void anAddressNoApplicationCanHaveIsNotFound(String given) {
        var part = given.equals("LONG") ? "x".repeat(65) : given.equals("LONGER") ? "x".repeat(3_000) : given;
        for (var application : List.of(part + "/app1", "whwy/" + part)) {
            for (var list : List.of(
                    "/grants",
                    "/roles",
                    "/decisions",
                    "/access-requests",
                    "/decisions/export",
                    "/changes",
                    "/changes/export",
                    "/members/" + ID + "/access")) {
                isProblem(send("GET", APPLICATIONS + application + list, null), 404, "not-found");
            }
            isProblem(send("POST", APPLICATIONS + application + "/roles", "{\"name\":\"teacher\"}"), 404, "not-found");
            isProblem(send("POST", APPLICATIONS + application + "/grants", grant("{}")), 404, "not-found");
            isProblem(send("POST", APPLICATIONS + application + "/grants/batch", "{}"), 404, "not-found");
            isProblem(send("POST", APPLICATIONS + application + "/what-if", "{}"), 404, "not-found");
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    void aCursorThatIsNotOursIsNamed(String cursor) {
        for (var list : List.of("/grants", "/roles", "/decisions", "/access-requests", "/changes")) {
            isInvalid(send("GET", APPLICATION + list + "?cursor=" + cursor, null), "cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "AAAA", "4pyT", "_w", "IA", "YSBi", "Li4vLi4"})
    void aCursorThatIsEncodedAsOursButHoldsNothingOfOursIsNamed(String cursor) {
        for (var list : List.of("/grants", "/roles", "/decisions", "/access-requests", "/changes")) {
            isInvalid(send("GET", APPLICATION + list + "?cursor=" + cursor, null), "cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000", "99999999999999999999", "1.5", "1e1", "x", "%00", "%D9%A1"})
    void aLimitIsFromOneToTwoHundred(String limit) {
        for (var list : List.of("/grants", "/roles", "/decisions", "/access-requests", "/changes")) {
            isInvalid(send("GET", APPLICATION + list + "?limit=" + limit, null), "limit");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "200"})
    void theSmallestAndTheLargestLimitAreGood(String limit) {
        for (var list : List.of("/grants", "/roles", "/decisions", "/access-requests", "/changes")) {
            assertThat(send("GET", APPLICATION + list + "?limit=" + limit, null).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/grants, organization_id",
        "/grants, principal_type",
        "/grants, principal_id",
        "/grants, role",
        "/grants, effect",
        "/access-requests, status",
        "/access-requests, member_id",
        "/decisions, member_id",
        "/decisions, decision",
        "/decisions, reason",
        "/decisions, from",
        "/decisions, to",
        "/decisions/export, member_id",
        "/decisions/export, to",
        "/decisions/export, format",
        "/changes, kind",
        "/changes, subject_id",
        "/changes, caller",
        "/changes, from",
        "/changes, to",
        "/changes/export, kind",
        "/changes/export, from",
        "/changes/export, format"
    })
    void aFilterThatCannotMatchAnythingIsNamed(String list, String parameter) {
        // What may be called like one of these is no mistake.
        odd().filter(value -> !value.equals("1e9") && !value.equals("-1"))
                .filter(value -> !parameter.equals("caller") || !value.matches("x{65}|%3Cscript%3E"))
                .forEach(value ->
                        isInvalid(send("GET", APPLICATION + list + "?" + parameter + "=" + value, null), parameter));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void aTimeZoneThatIsNoneIsNamed(String zone) {
        if (!zone.equals("-1")) {
            isInvalid(send("GET", APPLICATION + "/members/" + ID + "/access?zone=" + zone, null), "zone");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"x\"",
                "{\"role\":}",
                "{\"role\":\"a\",}",
                "DEEP",
                "LONG NUMBER",
                "NOT UTF-8"
            })
    void aBodyThatIsNotTheJsonOfTheRouteIsAnInvalidRequest(String given) {
        var body =
                switch (given) {
                    case "DEEP" -> "{\"create\":" + "[".repeat(2_000);
                    case "LONG NUMBER" -> "{\"valid_from\":" + "9".repeat(20_000) + "}";
                    case "NOT UTF-8" -> "{\"role\":\"\u00ff";
                    default -> given;
                };
        isInvalid(send("POST", APPLICATION + "/grants", body), null);
        isInvalid(send("POST", APPLICATION + "/roles", body), null);
        isInvalid(send("PATCH", APPLICATION + "/roles/teacher", body), null);
        if (!given.equals("LONG NUMBER")) {
            isInvalid(send("POST", APPLICATION + "/grants/batch", body), null);
            isInvalid(send("POST", APPLICATION + "/what-if", body), null);
        }
    }

    static Stream<Map.Entry<String, String>> wrongGrants() {
        return Stream.of(
                Map.entry("role", "\"a\\u0000b\""),
                Map.entry("role", "\"" + "x".repeat(100_000) + "\""),
                Map.entry("role", "\"\\ud800\""),
                Map.entry("role", "{\"name\":\"member\"}"),
                Map.entry("effect", "\"ALLOW\""),
                Map.entry("effect", "true"),
                Map.entry("valid_from", "1700000000"),
                Map.entry("valid_from", "\"2026-13-01T00:00:00Z\""),
                Map.entry("valid_from", "\"2026-01-01\""),
                Map.entry("valid_until", "\"-0001-01-01T00:00:00Z\""),
                Map.entry("valid_until", "[]"),
                Map.entry("include_sub_departments", "1"),
                Map.entry("include_sub_departments", "\"true\""),
                Map.entry("organization_id", "\"" + ID + "\\u0000\""),
                Map.entry("organization_id", "7"));
    }

    @ParameterizedTest
    @MethodSource("wrongGrants")
    void aWrongValueInAGrantIsNamed(Map.Entry<String, String> wrong) {
        var response =
                send("POST", APPLICATION + "/grants", grant("{\"" + wrong.getKey() + "\":" + wrong.getValue() + "}"));

        isProblem(response, 400, "invalid-request");
        assertThat(response.<List<String>>path("errors.field")).contains(wrong.getKey());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"create\":{}}|create",
                "{\"create\":[7]}|create.0",
                "{\"create\":[null]}|create.0",
                "{\"create\":[{\"role\":7}]}|create.0.role",
                "{\"delete\":\"all\"}|delete",
                "{\"delete\":[{}]}|delete.0",
                "{\"delete\":[null]}|delete.0",
                "{\"delete\":[\"\\u0000\"]}|delete.0"
            })
    void aWrongValueInABatchIsNamedByItsPlace(String body, String field) {
        isInvalid(send("POST", APPLICATION + "/grants/batch", body), field);
    }

    @Test
    void aTitleThatIsNoneIsNamed() {
        permission.writer().body(Map.of("name", "titled")).post(APPLICATION + "/roles");
        for (var title : List.of("\"\"", "\" \"", "\"a\\u0000\"", "\"" + "x".repeat(201) + "\"", "7", "[]")) {
            isInvalid(send("PATCH", APPLICATION + "/roles/titled", "{\"title\":" + title + "}"), "title");
            isInvalid(send("POST", APPLICATION + "/roles", "{\"name\":\"b\",\"title\":" + title + "}"), "title");
        }
    }

    /** By hand, since the answer comes before the body is sent, which clients take for a broken connection. */
    @Test
    void aBodyOfElevenMegabytesIsTooLarge() throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var head =
                    "POST " + APPLICATION + "/grants HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer " + tokens.service("permissions:write") + "\r\nContent-Length: "
                            + (11 << 20) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("urn:jit:problem:payload-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"member\",\"id\":\"\\ud800\"}",
                "{\"type\":\"feishu_user\",\"id\":\"ou_x\",\"properties\":{\"organization_id\":\"not-a-uuid\"}}",
                "{\"type\":\"feishu_user\",\"id\":\"ou_x\",\"properties\":null}",
                "{\"type\":\"member\",\"id\":\"' or 1=1--\"}",
                "{\"type\":\"😀\",\"id\":\"😀\"}"
            })
    void anOddSubjectIsADeny(String subject) {
        var response = permission
                .as("access:evaluate")
                .body(
                        "{\"subject\":" + subject
                                + ",\"action\":{\"name\":\"login\"},\"resource\":{\"type\":\"application\",\"id\":\"whwy/invalid\"}}")
                .post("/access/v1/evaluation");

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        assertThat(response.<Boolean>path("decision")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "id"})
    void aHugeSubjectIsAnInvalidQuestion(String field) {
        var subject = new HashMap<String, Object>(Map.of("type", "member", "id", "a"));
        subject.put(field, "x".repeat(100_000));

        permission
                .evaluate(Map.of(
                        "subject", subject,
                        "action", Map.of("name", "login"),
                        "resource", Map.of("type", "application", "id", "whwy/invalid")))
                .then()
                .statusCode(400)
                .contentType("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":1,\"a\":2}", "DEEP", "LONG NUMBER", "NOT UTF-8"})
    void aBodyNoQuestionCanHaveIsAnInvalidQuestion(String given) {
        var body =
                switch (given) {
                    case "DEEP" -> "{\"context\":" + "[".repeat(2_000);
                    case "LONG NUMBER" -> "{\"context\":{\"a\":" + "9".repeat(20_000) + "}}";
                    case "NOT UTF-8" -> "{\"subject\":\"\u00ff";
                    default -> given;
                };
        for (var route : List.of("evaluation", "evaluations", "search/subject", "search/resource", "search/action")) {
            permission
                    .as("access:evaluate")
                    .body(body)
                    .post("/access/v1/" + route)
                    .then()
                    .statusCode(400)
                    .contentType("text/plain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"' or 1=1--\"", "\"\\ud800\"", "\"😀\"", "\"../..\"", "\"%00\""})
    void anOddSearchFindsNothing(String odd) {
        var subject =
                "\"subject\":{\"type\":\"member\",\"id\":" + odd + ",\"properties\":{\"organization_id\":" + odd + "}}";
        var resource = "\"resource\":{\"type\":\"application\",\"id\":" + odd + "}";
        var body = "{" + subject + ",\"action\":{\"name\":\"login\"}," + resource + "}";
        for (var what : List.of("subject", "resource", "action")) {
            var response = permission.as("access:evaluate").body(body).post("/access/v1/search/" + what);

            assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
            assertThat(response.<List<Object>>path("results")).isEmpty();
        }
    }

    private static String grant(String changes) {
        var base = "{\"organization_id\":\"" + ID
                + "\",\"principal\":{\"type\":\"everyone\",\"id\":null},\"role\":\"member\"";
        var change = changes.substring(1, changes.length() - 1);
        return base + (change.isEmpty() ? "" : "," + change) + "}";
    }

    private Response send(String method, String path, @Nullable String body) {
        var request = permission.writer().urlEncodingEnabled(false);
        if (body != null) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.request(method, path);
    }

    private static void isInvalid(Response response, @Nullable String field) {
        isProblem(response, 400, "invalid-request");
        List<Map<String, @Nullable Object>> errors = response.path("errors");
        assertThat(errors).isNotEmpty().allSatisfy(error -> assertThat(error)
                .containsOnlyKeys("field", "message")
                .doesNotContainValue(null));
        if (field != null) {
            assertThat(response.<List<String>>path("errors.field")).containsExactly(field);
        }
    }

    private static void isProblem(Response response, int status, String id) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.<String>path("type")).isEqualTo("urn:jit:problem:" + id);
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("request_id")).isNotBlank();
    }
}
