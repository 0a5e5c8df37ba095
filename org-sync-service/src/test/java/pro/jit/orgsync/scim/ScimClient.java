package pro.jit.orgsync.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.testing.OrgSync;

/** The SCIM service in the words of the tests. */
@Singleton
class ScimClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OrgSync orgSync;

    ScimClient(OrgSync orgSync) {
        this.orgSync = orgSync;
    }

    /** An address of the organization's. */
    static String address(String organization, String path) {
        return "/scim/v2/" + organization + "/" + path;
    }

    Response get(String organization, String path) {
        return orgSync.as("members:read").get(address(organization, path));
    }

    Response query(String organization, String what, Map<String, ?> parameters) {
        return orgSync.as("members:read").queryParams(parameters).get(address(organization, what));
    }

    /** All of one kind, through pages of so many. */
    List<JsonNode> everything(String organization, String what, int count) {
        var all = new ArrayList<JsonNode>();
        int total;
        do {
            var page = query(organization, what, Map.of("startIndex", all.size() + 1, "count", count));
            all.addAll(resources(page));
            total = page.jsonPath().getInt("totalResults");
        } while (all.size() < total);
        return all;
    }

    /** The resources of an answer. */
    static List<JsonNode> resources(Response page) {
        try {
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            return JSON.readTree(page.asString())
                    .path("Resources")
                    .valueStream()
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of an object's attributes. */
    static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** An error as SCIM tells it. */
    static void assertError(Response answer, int status, @Nullable String scimType) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/scim+json");
        assertThat(answer.<List<String>>path("schemas")).containsExactly("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.<String>path("status")).isEqualTo(String.valueOf(status));
        assertThat(answer.<String>path("scimType")).isEqualTo(scimType);
        assertThat(answer.<String>path("detail")).isNotBlank();
    }
}
