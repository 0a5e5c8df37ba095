package pro.jit.orgsync.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PermissionJsonTest {
    /** Read by the console too, which shows it before there is an organization to check. */
    private static final Path DOCUMENT = Path.of("../docs/reference/feishu-permissions.json");

    @Test
    void theDocumentHoldsWhatTheChecklistHasPasted() throws IOException {
        assertEquals(
                Files.readString(DOCUMENT).strip(),
                PermissionJson.PASTE.getFirst().value());
    }
}
