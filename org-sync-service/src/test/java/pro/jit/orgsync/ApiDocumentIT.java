package pro.jit.orgsync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.testing.RealServers;

/** Keeps {@code docs/reference/api/org-sync-service.yaml} and the code equal. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ApiDocumentIT {
    private static final Path DOCUMENT = Path.of("../docs/reference/api/org-sync-service.yaml");

    @Test
    void theDocumentIsWhatTheServiceSays() throws IOException {
        var served = given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("jit.update-documents")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, served);
        }
        assertThat(DOCUMENT)
                .as("run this test with -Djit.update-documents=true and commit the document")
                .content()
                .isEqualTo(served);
    }
}
