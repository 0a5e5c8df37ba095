package pro.jit.orgsync.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static pro.jit.orgsync.scim.ScimClient.address;
import static pro.jit.orgsync.scim.ScimClient.assertError;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Whose directory a SCIM address tells. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScimOrganizationIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    ScimClient scim;

    @Inject
    Jdbi jdbi;

    private String id = "";

    @BeforeEach
    void anOrganizationForAllTests() {
        if (id.isEmpty()) {
            id = orgSync.created(sandbox.newApp());
        }
    }

    @Test
    void oneOrganizationIsNeverMixedWithAnother() {
        var otherApp = sandbox.newApp();
        var other = orgSync.created(otherApp);
        var theirs = orgSync.member(other, sandbox.openId(otherApp, "zhao-lei")).get("member_id");
        var department = orgSync.department(other, "平台部").get("department_id");

        assertError(scim.get(id, "Users/" + theirs), 404, null);
        assertError(scim.get(id, "Groups/" + department), 404, null);
        for (var filter : List.of(
                "id eq \"" + theirs + "\"",
                "groups.value eq \"" + department + "\"",
                "not (active eq true) and id eq \"" + theirs + "\" or id eq \"" + theirs + "\"")) {
            assertThat(scim.query(id, "Users", Map.of("filter", filter))
                            .jsonPath()
                            .getInt("totalResults"))
                    .as(filter)
                    .isZero();
        }
        assertThat(scim.query(id, "Groups", Map.of("filter", "members.value eq \"" + theirs + "\""))
                        .jsonPath()
                        .getInt("totalResults"))
                .isZero();
    }

    @Test
    void anAddressWithoutAnOrganizationPicksNoneOfSeveral() {
        orgSync.created(sandbox.newApp());

        assertError(orgSync.as("members:read").get("/scim/v2/Users"), 400, "invalidValue");
        assertError(orgSync.as("members:read").get("/scim/v2/Groups"), 400, "invalidValue");
        var named = orgSync.as("members:read").queryParam("organization_id", id).get("/scim/v2/Users");
        assertThat(named.jsonPath().getInt("totalResults")).isEqualTo(memberCount());
        assertError(
                orgSync.as("members:read")
                        .queryParam("organization_id", id, "other")
                        .get("/scim/v2/Users"),
                400,
                "invalidValue");
        assertError(
                orgSync.as("members:read")
                        .queryParam("organization_id", "01a20e91-1d71-787a-90bb-d66ccde9ff95")
                        .get(address(id, "Users")),
                400,
                "invalidValue");
    }

    @Test
    void anAddressWithoutAnOrganizationMeansTheOnlyOne() {
        // Tests share their database, so that there is not just one.
        var others = jdbi.withHandle(handle -> handle.createQuery(
                        "select organization_id::text, status from organization where organization_id <> cast(:id as uuid)")
                .bind("id", id)
                .collectRows(Collectors.toMap(
                        row -> Objects.requireNonNull(row.getColumn("organization_id", String.class)),
                        row -> Objects.requireNonNull(row.getColumn("status", String.class)))));
        try {
            others.keySet().forEach(other -> status(other, "deleted"));

            var users = orgSync.as("members:read").get("/scim/v2/Users");

            assertThat(users.statusCode()).as(users.asString()).isEqualTo(200);
            assertThat(users.jsonPath().getInt("totalResults")).isEqualTo(memberCount());
        } finally {
            others.forEach(this::status);
        }
    }

    private void status(String organization, String status) {
        jdbi.useHandle(handle -> handle.execute(
                "update organization set status = ? where organization_id = cast(? as uuid)", status, organization));
    }

    private int memberCount() {
        return orgSync.all(id, "members").size();
    }
}
