package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.gateway.TestEnvironment;

/**
 * {@code docs/how-to/put-envoy-in-front.md}, read by what Envoy's documentation says of {@code ext_authz} with an HTTP service: it asks with the
 * visitor's method and {@code Host} at {@code path_prefix} followed by the visitor's path, without a body, with the headers of
 * {@code allowed_headers} and {@code headers_to_add}; of an answer of 200, headers of {@code allowed_upstream_headers} replace the request's. There
 * is no Envoy here to say the same.
 */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class EnvoyRecipeIT {
    private static final String HOST = "apps.example.com";

    private final Sessions sessions;
    private JsonNode manager;
    private JsonNode check;

    EnvoyRecipeIT(Sessions sessions) {
        this.sessions = sessions;
    }

    @BeforeEach
    void readRecipe() throws IOException {
        Sessions.awaitReadiness();
        Sessions.createApplicationAt("https://" + HOST, "envoy", "app");
        manager = Recipe.yaml("put-envoy-in-front.md")
                .at("/static_resources/listeners/0/filter_chains/0/filters/0/typed_config");
        check = manager.at("/http_filters/0/typed_config");
    }

    private static boolean matches(JsonNode patterns, String header) {
        var name = header.toLowerCase(Locale.ROOT);
        return StreamSupport.stream(patterns.path("patterns").spliterator(), false)
                .anyMatch(pattern -> pattern.has("exact")
                        ? name.equals(pattern.path("exact").asText())
                        : name.startsWith(pattern.path("prefix").asText("\0")));
    }

    /** What Envoy asks the gateway about a visitor's request. */
    private Response ask(String method, String uri, Map<String, String> visitorsHeaders) {
        var service = check.path("http_service");
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(visitorsHeaders);
        headers.put("X-Forwarded-Proto", "https");
        headers.keySet().removeIf(name -> !matches(check.path("allowed_headers"), name));
        service.at("/authorization_request/headers_to_add")
                .forEach(header -> headers.put(
                        header.path("key").asText(), header.path("value").asText()));
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .headers(headers)
                .header("Host", HOST)
                .request(method, service.path("path_prefix").asText() + uri);
    }

    private Map<String, String> passedOn(Map<String, String> visitorsHeaders, Response answer) {
        var allowed = check.at("/http_service/authorization_response/allowed_upstream_headers");
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(visitorsHeaders);
        answer.headers().asList().stream()
                .filter(header -> matches(allowed, header.getName()))
                .forEach(header -> headers.put(header.getName(), header.getValue()));
        return headers;
    }

    @Test
    void theRecipeIsOneOfEnvoy() throws IOException {
        assertThat(check.path("@type").asText()).endsWith("ext_authz.v3.ExtAuthz");
        assertThat(check.path("failure_mode_allow").asBoolean(true)).isFalse();
        assertThat(manager.path("use_remote_address").asBoolean()).isTrue();
        assertThat(manager.path("normalize_path").asBoolean()).isTrue();
        assertThat(manager.at("/common_http_protocol_options/headers_with_underscores_action")
                        .asText())
                .as("X_Jit_Roles, which no answer replaces")
                .isEqualTo("REJECT_REQUEST");
        assertThat(manager.at("/http_filters/1/name").asText()).isEqualTo("envoy.filters.http.router");
        var clusters = Recipe.yaml("put-envoy-in-front.md").at("/static_resources/clusters");
        var names = StreamSupport.stream(clusters.spliterator(), false)
                .map(cluster -> cluster.path("name").asText())
                .toList();
        assertThat(names)
                .contains(check.at("/http_service/server_uri/cluster").asText())
                .containsAll(manager.findValuesAsText("cluster"));
    }

    @ParameterizedTest
    @CsvSource({
        "/w/a/login,true",
        "/w/a/login/,true",
        "/w/a/login/refresh,true",
        "/w/a/logout,true",
        "/w/a/session,true",
        "/w/a/session/x,false",
        "/w/a/,false",
        "/w/a/loginx,false",
        "/w/a/x/login,false",
        "/w/login,false"
    })
    void theGatewaysOwnPagesAreItsRouteAndNoOthers(String path, boolean gateways) {
        var routes = manager.at("/route_config/virtual_hosts/0/routes");
        var regex = routes.at("/0/match/safe_regex/regex").asText();

        assertThat(Pattern.matches(regex, path)).isEqualTo(gateways);
        assertThat(routes.at("/0/typed_per_filter_config/envoy.filters.http.ext_authz/disabled")
                        .asBoolean())
                .isTrue();
        assertThat(routes.at("/1").has("typed_per_filter_config")).isFalse();
    }

    @Test
    void aMembersRequestIsPassedOnWithTheGatewaysIdentityAndNoOther() {
        var token = sessions.token("envoy", "app");
        var visitors = Map.of(
                "Cookie", "__Secure-jit_session=" + token,
                "X-Jit-Roles", "forged",
                "x-jit-name", "forged",
                "X-Jit-Member-Id", "forged",
                "X-Jit-Org-Id", "forged",
                "X-Jit-App-Id", "forged",
                "Authorization", "Bearer forged",
                "X-Forwarded-Uri", "/envoy/other/",
                "X-Original-URL", "https://" + HOST + "/envoy/other/");

        var answer = ask("POST", "/envoy/app/data?x=1&redirect=true", visitors);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEmpty();
        assertThat(passedOn(visitors, answer))
                .containsEntry("X-Jit-Member-Id", "member-1")
                .containsEntry("X-Jit-Roles", "administrator,teacher")
                .containsEntry("Authorization", "Bearer " + token)
                .doesNotContainValue("forged");
    }

    @Test
    void withoutASessionAPageGoesToTheLoginAndAScriptGetsAProblem() {
        var page = ask("GET", "/envoy/app/page?x=1", Map.of("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.header("Location"))
                .isEqualTo("https://" + HOST + "/envoy/app/login?return_to=%2Fenvoy%2Fapp%2Fpage%3Fx%3D1");

        var script = ask("POST", "/envoy/app/page?redirect=true", Map.of("Accept", "text/html"));
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.contentType()).startsWith("application/problem+json");
        var allowed = check.at("/http_service/authorization_response/allowed_client_headers");
        assertThat(matches(allowed, "Location") && matches(allowed, "Content-Type"))
                .isTrue();
    }

    @Test
    void aPathThatIsAmbiguousOrNoApplicationsIsForbidden() {
        for (var uri :
                new String[] {"/envoy/other/%2e%2e/app/", "/envoy/app/..%2fother", "/api/auth/clients", "/", "", "x"}) {
            assertThat(ask("GET", uri, Map.of("Cookie", "__Secure-jit_session=" + sessions.token("envoy", "app")))
                            .statusCode())
                    .as(uri)
                    .isIn(403, 404);
        }
    }

    @Test
    void headersThatNameAnotherRequestAreRefusedShouldTheyGetThrough() {
        var request = given().header("Host", HOST)
                .header("X-Forwarded-Proto", "https")
                .cookie("__Secure-jit_session", sessions.token("envoy", "app"));
        request.header("X-Forwarded-Uri", "/envoy/other/")
                .get("/forward-auth/envoy/app/")
                .then()
                .statusCode(403);
        given().header("Host", HOST)
                .header("X-Forwarded-Proto", "https")
                .cookie("__Secure-jit_session", sessions.token("envoy", "app"))
                .header("X-Original-URL", "https://" + HOST + "/envoy/app/")
                .get("/forward-auth/envoy/other/")
                .then()
                .statusCode(403);
    }
}
