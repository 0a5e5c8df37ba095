package pro.jit.gateway.forward;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
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
 * {@code docs/how-to/put-traefik-in-front.md}, read by what Traefik's documentation says of {@code ForwardAuth}: the visitor's headers are copied,
 * {@code X-Forwarded-Method/Proto/Host/Uri/For} replaced; of an answer of 2xx, headers that match {@code authResponseHeadersRegex} replace all of the
 * request that do. There is no Traefik here to say the same.
 */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class TraefikRecipeIT {
    private static final String HOST = "apps.example.com";

    private final Sessions sessions;
    private JsonNode recipe;
    private JsonNode check;

    TraefikRecipeIT(Sessions sessions) {
        this.sessions = sessions;
    }

    @BeforeEach
    void readRecipe() throws IOException {
        Sessions.awaitReadiness();
        Sessions.createApplicationAt("https://" + HOST, "traefik", "app");
        recipe = Recipe.yaml("put-traefik-in-front.md").path("http");
        check = recipe.at("/middlewares/jit-check/forwardAuth");
    }

    /** What Traefik asks the gateway about a visitor's request. */
    private Response ask(String method, String uri, Map<String, String> visitorsHeaders) {
        var address = URI.create(check.path("address").asText());
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(visitorsHeaders);
        headers.keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("x-forwarded-"));
        headers.putAll(Map.of(
                "X-Forwarded-Method", method,
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", HOST,
                "X-Forwarded-Uri", uri,
                "X-Forwarded-For", "203.0.113.9"));
        return given().redirects()
                .follow(false)
                .headers(headers)
                .get(address.getRawPath() + "?" + address.getRawQuery());
    }

    /** The visitor's request as Traefik passes it on after this answer. */
    private Map<String, String> passedOn(Map<String, String> visitorsHeaders, Response answer) {
        var matches =
                Pattern.compile(check.path("authResponseHeadersRegex").asText()).asPredicate();
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(visitorsHeaders);
        headers.keySet().removeIf(matches);
        answer.headers().asList().stream()
                .filter(header -> matches.test(header.getName()))
                .forEach(header -> headers.put(header.getName(), header.getValue()));
        return headers;
    }

    @Test
    void theRecipeIsOneOfTraefik() {
        assertThat(check.path("trustForwardHeader").asBoolean(true)).isFalse();
        assertThat(URI.create(check.path("address").asText()).getPath()).isEqualTo("/forward-auth");
        var routers = recipe.path("routers");
        assertThat(routers.size()).isEqualTo(2);
        for (var router : routers) {
            assertThat(recipe.path("services").has(router.path("service").asText()))
                    .isTrue();
            StreamSupport.stream(router.path("middlewares").spliterator(), false)
                    .forEach(name -> assertThat(recipe.path("middlewares").has(name.asText()))
                            .isTrue());
        }
        assertThat(routers.at("/jit-application/middlewares/0").asText()).isEqualTo("jit-check");
        assertThat(routers.at("/jit-gateway/priority").asInt())
                .isGreaterThan(routers.at("/jit-application/priority").asInt());
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
    void theGatewaysOwnPagesAreItsRoutersAndNoOthers(String path, boolean gateways) {
        var rule = recipe.at("/routers/jit-gateway/rule").asText();
        var regex = Pattern.compile("PathRegexp\\(`([^`]+)`\\)").matcher(rule);
        assertThat(regex.find()).isTrue();

        assertThat(Pattern.compile(regex.group(1)).matcher(path).find()).isEqualTo(gateways);
        assertThat(ApplicationPath.of(path).filter(ApplicationPath::isOurs).isPresent())
                .isEqualTo(gateways);
    }

    @Test
    void aMembersRequestIsPassedOnWithTheGatewaysIdentityAndNoOther() {
        var token = sessions.token("traefik", "app");
        var visitors = Map.of(
                "Cookie", "__Secure-jit_session=" + token,
                "X-Jit-Roles", "forged",
                "X_jit_roles", "forged",
                "X-Jit-Anything", "forged",
                "Authorization", "Bearer forged",
                "X-Forwarded-Uri", "/traefik/other/");

        var answer = ask("POST", "/traefik/app/data?x=1", visitors);

        assertThat(answer.statusCode()).isEqualTo(200);
        var passedOn = passedOn(visitors, answer);
        assertThat(passedOn)
                .containsEntry("X-Jit-Member-Id", "member-1")
                .containsEntry("X-Jit-Roles", "administrator,teacher")
                .containsEntry("Authorization", "Bearer " + token)
                .doesNotContainKeys("X_jit_roles", "X-Jit-Anything")
                .doesNotContainValue("forged");
    }

    @Test
    void withoutASessionAPageGoesToTheLoginAndAScriptGetsAProblem() {
        var page = ask("GET", "/traefik/app/page?x=1", Map.of("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.header("Location"))
                .isEqualTo("https://" + HOST + "/traefik/app/login?return_to=%2Ftraefik%2Fapp%2Fpage%3Fx%3D1");

        var script = ask("POST", "/traefik/app/page", Map.of("Accept", "text/html"));
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.contentType()).startsWith("application/problem+json");
    }
}
