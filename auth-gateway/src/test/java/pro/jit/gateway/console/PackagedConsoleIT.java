package pro.jit.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static pro.jit.gateway.console.Administrators.signedIn;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pro.jit.gateway.Replica;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.TestNeighbours;

/** The packaged service: it has the console's pages, and its replicas share the console's sessions. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
@QuarkusTestResource(TestNeighbours.class)
class PackagedConsoleIT {
    private static final Pattern SCRIPT = Pattern.compile("src=\"(/console/assets/[A-Za-z0-9_.-]+\\.js)\"");

    @Test
    void theConsoleIsInThePackage(@TempDir Path folder) throws Exception {
        try (var packaged = Replica.start(folder)) {
            servesThePages(packaged.address());
            sharesSessions(packaged.address());
        }
    }

    private static void servesThePages(URI address) {
        var document = given().header("Accept", "text/html")
                .get(address + "/console/applications")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(containsString("id=\"root\""))
                .extract()
                .asString();
        var script = SCRIPT.matcher(document);
        assertThat(script.find()).as(document).isTrue();
        given().header("Accept-Encoding", "gzip")
                .get(address + script.group(1))
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("Cache-Control", containsString("immutable"));
    }

    private static void sharesSessions(URI address) {
        var browser = signedIn();
        var cookie = browser.cookie("jit_console").orElseThrow();

        given().cookie("jit_console", cookie)
                .get(address + "/api/auth/applications")
                .then()
                .statusCode(200);

        browser.post("/console/logout", "");
        given().cookie("jit_console", cookie)
                .header("Accept", "application/json")
                .get(address + "/api/auth/applications")
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:jit:problem:session-required"));
    }
}
