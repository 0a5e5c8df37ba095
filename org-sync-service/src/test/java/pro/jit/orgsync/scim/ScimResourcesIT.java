package pro.jit.orgsync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.orgsync.scim.ScimClient.address;
import static pro.jit.orgsync.scim.ScimClient.assertError;
import static pro.jit.orgsync.scim.ScimClient.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.ServiceProviderConfigResource;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.JsonUtils;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;
import pro.jit.orgsync.testing.Sandbox.App;

/** What software that knows SCIM and not us learns of an organization. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimResourcesIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    ScimClient scim;

    private App app = new App("", "");
    private String id = "";

    @BeforeEach
    void anOrganizationForAllTests() {
        if (id.isEmpty()) {
            app = sandbox.newApp();
            id = orgSync.created(app);
        }
    }

    @Test
    void everyMemberIsAUser() {
        assertThat(scim.everything(id, "Users", 7))
                .extracting(user -> user.path("id").asText())
                .containsExactlyInAnyOrderElementsOf(orgSync.all(id, "members").stream()
                        .map(member -> (String) member.get("member_id"))
                        .toList());
    }

    @Test
    void everyDepartmentIsAGroup() {
        assertThat(scim.everything(id, "Groups", 3))
                .extracting(group -> group.path("id").asText())
                .containsExactlyInAnyOrderElementsOf(orgSync.all(id, "departments").stream()
                        .map(department -> (String) department.get("department_id"))
                        .toList());
    }

    @Test
    void aUserIsTheMemberInScimsWords() throws Exception {
        var member = orgSync.member(id, sandbox.openId(app, "zhao-lei"));
        var place = OrgSync.places(member).getFirst();

        var answer = scim.get(id, "Users/" + member.get("member_id"));

        assertThat(answer.contentType()).startsWith("application/scim+json");
        UserResource user =
                JsonUtils.getObjectReader().forType(UserResource.class).readValue(answer.asString());
        assertThat(user.getUserName()).isEqualTo(member.get("user_id"));
        assertThat(user.getExternalId()).isEqualTo(member.get("union_id"));
        assertThat(user.getDisplayName()).isEqualTo("赵磊");
        assertThat(Objects.requireNonNull(user.getName()).getFormatted()).isEqualTo("赵磊");
        assertThat(user.getActive()).isTrue();
        assertThat(Objects.requireNonNull(user.getEmails()))
                .singleElement()
                .satisfies(email -> assertThat(email.getValue()).isEqualTo(member.get("email")));
        assertThat(Objects.requireNonNull(user.getGroups()))
                .hasSameSizeAs(OrgSync.places(member))
                .anySatisfy(group -> {
                    assertThat(group.getValue()).isEqualTo(place.get("department_id"));
                    assertThat(group.getDisplay()).isEqualTo(place.get("name"));
                });
        assertThat(Objects.requireNonNull(user.getMeta()).getResourceType()).isEqualTo("User");
        assertThat(String.valueOf(user.getMeta().getLocation()))
                .endsWith("/scim/v2/" + id + "/Users/" + member.get("member_id"));
        assertThat(answer.jsonPath().getMap("'" + ScimSchema.FEISHU + "'"))
                .containsEntry("openId", member.get("open_id"))
                .containsEntry("status", "active");
    }

    @Test
    void aGroupHasThosePeopleAndDepartmentsThatAreDirectlyInIt() throws Exception {
        var department = orgSync.department(id, "产品研发中心");
        var within = new ArrayList<Object>();
        orgSync.all(id, "members?department_id=" + department.get("department_id"))
                .forEach(member -> within.add(member.get("member_id")));
        orgSync.all(id, "departments?parent_id=" + department.get("department_id"))
                .forEach(child -> within.add(child.get("department_id")));

        GroupResource group = JsonUtils.getObjectReader()
                .forType(GroupResource.class)
                .readValue(scim.get(id, "Groups/" + department.get("department_id"))
                        .asString());

        assertThat(group.getDisplayName()).isEqualTo("产品研发中心");
        assertThat(Objects.requireNonNull(group.getMembers()))
                .extracting(member -> (Object) member.getValue())
                .containsExactlyInAnyOrderElementsOf(within);
    }

    @Test
    void whoHasLeftIsNotActive() {
        sandbox.hire(app, "scim-left", "走", "0");
        orgSync.sync(id);
        sandbox.erase("scim-left");
        orgSync.sync(id);

        assertThat(resources(scim.query(id, "Users", Map.of("filter", "displayName eq \"走\""))))
                .singleElement()
                .satisfies(user -> {
                    assertThat(user.path("active").isBoolean()).isTrue();
                    assertThat(user.path("active").asBoolean()).isFalse();
                });
    }

    @Test
    void whatTheSchemasSayIsAllThatIsTold() {
        var known = new TreeSet<String>(List.of("schemas", "meta", "meta.resourceType", "meta.created"));
        known.addAll(List.of("meta.lastModified", "meta.location", "meta.version"));
        for (var schema : resources(scim.get(id, "Schemas"))) {
            var name = schema.path("id").asText();
            var prefix = name.contains(":core:") ? "" : name + ".";
            known.add(name);
            for (var attribute : schema.path("attributes")) {
                known.add(prefix + attribute.path("name").asText());
                attribute
                        .path("subAttributes")
                        .forEach(part -> known.add(attribute.path("name").asText() + "."
                                + part.path("name").asText()));
            }
        }

        var told = new TreeSet<String>();
        scim.everything(id, "Users", 50).forEach(user -> collect("", user, told));
        scim.everything(id, "Groups", 50).forEach(group -> collect("", group, told));

        assertThat(known).containsAll(told);
    }

    private static void collect(String prefix, JsonNode resource, Set<String> names) {
        resource.properties().forEach(attribute -> {
            names.add(prefix + attribute.getKey());
            var value = attribute.getValue();
            if (value.isObject()) {
                collect(prefix + attribute.getKey() + ".", value, names);
            } else if (value.path(0).isObject()) {
                value.forEach(item -> collect(prefix + attribute.getKey() + ".", item, names));
            }
        });
    }

    @Test
    void aVersionThatIsKnownIsNotToldAgain() {
        var address = "Users/" + orgSync.all(id, "members").getFirst().get("member_id");
        var version = scim.get(id, address).header("ETag");
        assertThat(scim.get(id, address).<String>path("meta.version")).isEqualTo(version);

        var again = orgSync.as("members:read")
                .header("If-None-Match", "W/\"other\", " + version)
                .get(address(id, address));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
    }

    @Test
    void aVersionChangesWithTheNameOfADepartment() {
        var own = sandbox.newApp();
        sandbox.open("scim-team", "旧", "0");
        sandbox.hire(own, "scim-versioned", "人", "scim-team");
        var organization = orgSync.created(own);
        var user = "/scim/v2/" + organization + "/Users/"
                + orgSync.member(organization, sandbox.openId(own, "scim-versioned"))
                        .get("member_id");
        var before = orgSync.as("members:read").get(user).header("ETag");

        sandbox.renameDepartment("scim-team", "新");
        orgSync.sync(organization);

        assertThat(orgSync.as("members:read").get(user).header("ETag")).isNotEqualTo(before);
        sandbox.erase("scim-versioned");
        sandbox.close("scim-team");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var path : List.of(
                "Users/01a20e91-1d71-787a-90bb-d66ccde9ff95",
                "Users/nonsense",
                "Groups/01a20e91-1d71-787a-90bb-d66ccde9ff95",
                "Groups/nonsense",
                "Schemas/nonsense",
                "ResourceTypes/nonsense",
                "Nothing")) {
            assertError(scim.get(id, path), 404, null);
        }
        assertError(orgSync.as("members:read").get("/scim/v2/01a20e91-1d71-787a-90bb-d66ccde9ff95/Users"), 404, null);
        assertError(orgSync.as("members:read").get("/scim/v2/nonsense/Users"), 404, null);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Users",
        "PUT, Users/x",
        "PATCH, Users/x",
        "DELETE, Users/x",
        "POST, Groups",
        "PATCH, Groups/x",
        "DELETE, Groups/x",
        "POST, Bulk",
        "POST, .search",
        "GET, Me",
        "DELETE, Me"
    })
    void whatWouldChangeTheDirectoryIsNotImplemented(String method, String path) {
        var answer = orgSync.as("members:read")
                .contentType("application/scim+json")
                .body("{}")
                .request(method, address(id, path));

        assertError(answer, 501, null);
    }

    @Test
    void theServiceSaysWhatItOffers() throws Exception {
        ServiceProviderConfigResource offered = JsonUtils.getObjectReader()
                .forType(ServiceProviderConfigResource.class)
                .readValue(scim.get(id, "ServiceProviderConfig").asString());

        assertThat(Objects.requireNonNull(offered.getFilter()).isSupported()).isTrue();
        assertThat(offered.getFilter().getMaxResults()).isEqualTo(ScimQuery.MOST);
        assertThat(Objects.requireNonNull(offered.getPatch()).isSupported()).isFalse();
        assertThat(Objects.requireNonNull(offered.getEtag()).isSupported()).isTrue();
        assertThat(scim.get(id, "ResourceTypes").jsonPath().getList("Resources.endpoint"))
                .containsExactly("/Users", "/Groups");
        for (var schema : resources(scim.get(id, "Schemas"))) {
            var location = schema.path("meta").path("location").asText();
            assertThat(orgSync.as("members:read")
                            .get(location.replaceAll("^https?://[^/]+", ""))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
