package pro.jit.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The published API document and the code say the same. */
class OpenApiContractTest {
    private static final Path GENERATED = Path.of("target", "openapi", "openapi.yaml");
    private static final Path PUBLISHED = Path.of("..", "docs", "reference", "api", "permission-service.yaml");

    @Test
    void thePublishedDocumentIsTheGeneratedOne() throws IOException {
        assertThat(Files.readString(PUBLISHED))
                .as(
                        "docs/reference/api/permission-service.yaml differs from the code; if the change is meant: "
                                + "cp permission-service/target/openapi/openapi.yaml docs/reference/api/permission-service.yaml")
                .isEqualTo(Files.readString(GENERATED));
    }
}
