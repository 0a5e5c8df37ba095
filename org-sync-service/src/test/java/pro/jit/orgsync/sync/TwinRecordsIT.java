package pro.jit.orgsync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.feishu.FeishuRecord;
import pro.jit.orgsync.organization.Organization;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.testing.OrgSync;
import pro.jit.orgsync.testing.RealServers;
import pro.jit.orgsync.testing.Sandbox;

/** Two records of one reading with the same union_id cannot both be right, and which of them stands must not change from run to run. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TwinRecordsIT {
    @Inject
    OrgSync orgSync;

    @Inject
    Sandbox sandbox;

    @Inject
    Jdbi jdbi;

    @Inject
    Organizations organizations;

    @Inject
    Staging staging;

    @Inject
    SyncPlan plan;

    @Inject
    ApplyPlan apply;

    private OrganizationId id;
    private final String twin = "on_" + UUID.randomUUID();

    @BeforeEach
    void organization() {
        id = new OrganizationId(UUID.fromString(orgSync.created(sandbox.newApp())));
    }

    @Test
    void theFirstStandsWhereNobodyIsKnown() {
        assertThat(read("ou_b", "ou_a", "ou_c")).containsExactly("ou_b", "ou_c");
        assertThat(known()).containsExactly("ou_a");
    }

    @Test
    void whomWeHoldStandsThoughAnotherComesFirst() {
        read("ou_b");

        assertThat(read("ou_a", "ou_b", "ou_c")).containsExactly("ou_a", "ou_c");
        assertThat(read("ou_c", "ou_a", "ou_b")).containsExactly("ou_a", "ou_c");

        assertThat(known()).containsExactly("ou_b");
        assertThat(revision()).isEqualTo(1);
    }

    @Test
    void theFirstStandsWhereNeitherHasTheOpenIdWeKnow() {
        read("ou_old");

        assertThat(read("ou_b", "ou_a")).containsExactly("ou_b");

        assertThat(known()).containsExactly("ou_a");
        assertThat(revision()).isEqualTo(2);
    }

    /** Reads and applies these records of one union_id; answers which were set aside. */
    private List<String> read(String... openIds) {
        var reading = UUID.randomUUID();
        return jdbi.inTransaction(handle -> {
            var organization = organizations.lock(handle, id).orElseThrow();
            return read(handle, organization, reading, openIds);
        });
    }

    private List<String> read(Handle handle, Organization organization, UUID reading, String... openIds) {
        var records = Stream.of(openIds)
                .<FeishuRecord>map(openId -> new FeishuRecord.Understood(
                        openId,
                        twin,
                        "Twin",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("union_id", twin)
                                .put("name", "Twin")
                                .put("status", "active")))
                .toList();
        staging.members(handle, reading, List.of(), records);
        plan.make(handle, reading, organization, SyncPlan.Absence.PROVES_NOTHING);
        apply.applyNow(handle, organization, reading);
        var aside = handle.createQuery(
                        "select open_id from sync_staged_member where run_id = :reading and set_aside is not null order by open_id")
                .bind("reading", reading)
                .mapTo(String.class)
                .list();
        staging.clear(handle, reading);
        return aside;
    }

    private List<String> known() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select open_id from member where organization_id = :id and union_id = :twin")
                .bind("id", id.value())
                .bind("twin", twin)
                .mapTo(String.class)
                .list());
    }

    private long revision() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select revision from member where organization_id = :id and union_id = :twin")
                .bind("id", id.value())
                .bind("twin", twin)
                .mapTo(Long.class)
                .one());
    }
}
