package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

/** How the console's pages are served, with a document and a script of the tests' in the place of the built ones. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class ConsolePagesIT {
    private static RequestSpecification navigation() {
        return given().redirects().follow(false).header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
    }

    @Test
    void theConsolesAddressNeedsNoSlash() {
        navigation().get("/console").then().statusCode(302).header("Location", "/console/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/index.html",
                "/console/login",
                "/console/login?return_to=%2Fconsole%2Fapplications",
                "/console/applications",
                "/console/applications/whwy/app1/connect",
                "/console/system/administrators",
                "/console/system/health",
                "/console/sessions",
                "/console/account",
                "/console/..%2f..%2fapplication.properties",
                "/console/META-INF/x"
            })
    void everyAddressOfThePagesIsTheOneDocument(String path) {
        navigation()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/html; charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'self'"),
                                containsString("frame-ancestors 'none'"),
                                containsString("img-src 'self' data: https:"),
                                not(containsString("unsafe-inline")),
                                not(containsString("unsafe-eval"))))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .body(containsString("<div id=\"root\">"));
    }

    /** Styles that components bring with them are let in by what no other answer has. */
    @Test
    void everyAnswerHasANonceOfItsOwn() {
        var first = navigation().get("/console/");
        var second = navigation().get("/console/");

        assertThat(nonce(first)).hasSize(22).isNotEqualTo(nonce(second));
        assertThat(first.asString())
                .contains("<meta property=\"csp-nonce\" nonce=\"" + nonce(first) + "\">")
                .doesNotContain("nonce-of-this-answer");
    }

    private static String nonce(Response answer) {
        var policy = answer.header("Content-Security-Policy");
        return policy.substring(policy.indexOf("'nonce-") + 7).split("'", 2)[0];
    }

    @Test
    void overHttpsItIsToStaySo() {
        navigation()
                .header("X-Forwarded-Proto", "https")
                .get("/console/")
                .then()
                .header("Strict-Transport-Security", containsString("max-age="));
    }

    @Test
    void anAssetIsKeptForEverAndSentCompressed() {
        given().header("Accept-Encoding", "gzip, br")
                .head("/console/assets/index-1a2b3c4d.js")
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "public, max-age=31536000, immutable");
        var script = given().get("/console/assets/index-1a2b3c4d.js");
        script.then()
                .statusCode(200)
                .header("Content-Type", "text/javascript; charset=UTF-8")
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("script of the tests"));
        assertThat(given().header("Accept-Encoding", "gzip;q=0")
                        .get("/console/assets/index-1a2b3c4d.js")
                        .then()
                        .statusCode(200)
                        .header("Content-Encoding", nullValue())
                        .extract()
                        .asString())
                .isEqualTo(script.asString());
        given().get("/console/icon.svg").then().statusCode(200).header("Content-Type", equalTo("image/svg+xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/assets/gone-00000000.js", "/console/assets/", "/console/assets/..%2findex.html"})
    void anAssetThatIsNotThereIsNotTheDocument(String path) {
        given().urlEncodingEnabled(false)
                .header("Accept", "*/*")
                .get(path)
                .then()
                .statusCode(404)
                .body(containsString("not-found"));
    }

    @Test
    void theConsolesOwnRoutesAreNotPages() {
        for (var path : new String[] {"session", "administrators", "actions", "health"}) {
            given().header("Accept", "*/*")
                    .get("/console/" + path)
                    .then()
                    .statusCode(401)
                    .body("type", equalTo("urn:jit:problem:session-required"));
        }
        given().header("Accept", "application/json")
                .post("/console/applications")
                .then()
                .statusCode(404);
    }
}
