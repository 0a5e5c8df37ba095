package pro.jit.orgsync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.orgsync.scim.ScimClient.assertError;
import static pro.jit.orgsync.scim.ScimClient.names;
import static pro.jit.orgsync.scim.ScimClient.resources;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Pages, filters and attributes of a SCIM query, and what is wrong with one. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimQueryIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    ScimClient scim;

    private String id = "";

    @BeforeEach
    void anOrganizationForAllTests() {
        if (id.isEmpty()) {
            id = orgSync.created(sandbox.newApp());
        }
    }

    @Test
    void aPageSaysWhereItIs() {
        var page = scim.query(id, "Users", Map.of("startIndex", 3, "count", 2));

        assertThat(page.jsonPath().getInt("totalResults")).isEqualTo(memberCount());
        assertThat(page.jsonPath().getInt("startIndex")).isEqualTo(3);
        assertThat(page.jsonPath().getInt("itemsPerPage")).isEqualTo(2);
        assertThat(page.jsonPath().getList("Resources")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-5, 1"})
    void whatBeginsBeforeTheFirstBeginsThere(int startIndex, int begins) {
        var page = scim.query(id, "Users", Map.of("startIndex", startIndex, "count", 1));

        assertThat(page.jsonPath().getInt("startIndex")).isEqualTo(begins);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aCountOfNoneTellsHowManyThereAre(String count) {
        var page = scim.query(id, "Users", Map.of("count", count));

        assertThat(page.jsonPath().getInt("totalResults")).isEqualTo(memberCount());
        assertThat(page.jsonPath().getList("Resources")).isEmpty();
    }

    @Test
    void aPageBehindTheLastIsEmpty() {
        assertThat(resources(scim.query(id, "Users", Map.of("startIndex", 999_999_999))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "startIndex, one",
        "count, many",
        "count, 99999999999999999999",
        "count, 1.5",
    })
    void aNumberThatIsNoneIsAnInvalidValue(String parameter, String value) {
        assertError(scim.query(id, "Users", Map.of(parameter, value)), 400, "invalidValue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName",
                "userName eq",
                "userName is \"x\"",
                "password eq \"x\"",
                "active eq \"true\"",
                "active gt true",
                "userName eq 7",
                "userName gt \"a\"",
                "meta.lastModified gt \"yesterday\"",
                "meta.lastModified gt 7",
                "groups.value co \"a\"",
                "userName eq \"x\" and (active eq true",
                "mobile eq \"1\"",
                "members.value eq \"x\"",
                "userName co null"
            })
    void aFilterThatCannotBeHadIsInvalid(String filter) {
        assertError(scim.query(id, "Users", Map.of("filter", filter)), 400, "invalidFilter");
    }

    @Test
    void onlyTheAttributesAskedForAreTold() {
        var users = resources(scim.query(
                id,
                "Users",
                Map.of("attributes", "userName,emails.value,URN:ietf:params:scim:schemas:core:2.0:user:ACTIVE")));

        assertThat(users).isNotEmpty().allSatisfy(user -> assertThat(names(user))
                .contains("schemas", "id", "userName", "active")
                .isSubsetOf("schemas", "id", "userName", "active", "emails"));
        assertThat(users).filteredOn(user -> user.has("emails")).isNotEmpty().allSatisfy(user -> assertThat(
                        names(user.path("emails").path(0)))
                .containsExactly("value"));
    }

    @Test
    void theAttributesExcludedAreNotTold() {
        var users = resources(scim.query(
                id,
                "Users",
                Map.of("excludedAttributes", "id,groups,emails.primary," + ScimSchema.FEISHU + ":openId")));

        assertThat(users).allSatisfy(user -> {
            assertThat(names(user)).contains("id", "userName").doesNotContain("groups");
            assertThat(names(user.path("emails").path(0))).doesNotContain("primary");
            assertThat(names(user.path(ScimSchema.FEISHU))).contains("status").doesNotContain("openId");
        });
        assertThat(resources(scim.query(id, "Groups", Map.of("excludedAttributes", "members"))))
                .allSatisfy(group -> assertThat(names(group)).doesNotContain("members"));
    }

    @Test
    void attributesAskedForAndExcludedAtOnceContradict() {
        assertError(scim.query(id, "Users", Map.of("attributes", "a", "excludedAttributes", "b")), 400, "invalidValue");
    }

    private int memberCount() {
        return orgSync.all(id, "members").size();
    }
}
