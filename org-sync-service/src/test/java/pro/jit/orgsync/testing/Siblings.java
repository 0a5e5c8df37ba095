package pro.jit.orgsync.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What auth-gateway and permission-service shall answer this service. */
@Singleton
public class Siblings {
    private final String origin;

    Siblings(@ConfigProperty(name = "jit.gateway-base-url") String origin) {
        this.origin = origin;
    }

    /** The application is entered under these origins. */
    public void application(String orgId, String appId, String... entryOrigins) {
        put("/api/auth/applications/" + orgId + "/" + appId, Map.of("entry_origins", List.of(entryOrigins)));
    }

    /** The gateway knows the application no more. */
    public void forget(String orgId, String appId) {
        put("/api/auth/applications/" + orgId + "/" + appId, "");
    }

    /** These sign-ins were seen, the last one first. */
    public void signIns(String appId, String organization, String... modes) {
        var items = new ArrayList<Map<String, Object>>();
        for (var mode : modes) {
            items.add(Map.of(
                    "organization_id",
                    organization,
                    "mode",
                    mode,
                    "outcome",
                    "signed_in",
                    "returned_at",
                    Instant.now().toString()));
        }
        put("/api/auth/login-attempts?app_id=" + appId, Map.of("items", items));
    }

    /** So many grants are in force. */
    public void grants(String orgId, String appId, int inForce) {
        var items = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < inForce; i++) {
            items.add(Map.of("state", "in_force"));
        }
        items.add(Map.of("state", "expired"));
        put("/api/permission/applications/" + orgId + "/" + appId + "/grants", Map.of("items", items));
    }

    /** These members of the application may enter, and nobody else. */
    public void mayEnter(String orgId, String appId, List<String> members) {
        put("/api/permission/applications/" + orgId + "/" + appId + "/members/access", members);
    }

    private void put(String path, Object answer) {
        given().contentType(ContentType.JSON)
                .body(answer)
                .put(origin + path)
                .then()
                .statusCode(200);
    }
}
