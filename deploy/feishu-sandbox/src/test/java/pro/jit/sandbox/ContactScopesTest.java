package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class ContactScopesTest extends SandboxTest {
    private static final String SCOPES = "/open-apis/contact/v3/scopes";

    @Test
    void listsFirstLevelAndRootPeopleForEverybody() {
        var data =
                get(SCOPES + "?department_id_type=department_id", tenantToken()).data();

        assertThat(data.getJsonArray("department_ids"))
                .containsExactlyInAnyOrder("product", "teaching", "operations", "people", "finance", "lab");
        assertThat(data.getJsonArray("user_ids")).hasSize(3);
        assertThat(data.getJsonArray("group_ids")).isEmpty();
        assertThat(data.getBoolean("has_more")).isFalse();
    }

    @Test
    void listsJustTheGrantedNodesOfAPartialRange() {
        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.withDataRange(Range.some(app.company(), Set.of("wang-wei"), Set.of("platform"))));

        var data =
                get(SCOPES + "?department_id_type=department_id", tenantToken()).data();

        assertThat(data.getJsonArray("department_ids")).containsExactly("platform");
        assertThat(data.getJsonArray("user_ids"))
                .containsExactly(SANDBOX.company().person("wang-wei").openId(APP));
    }

    @Test
    void followsTheAvailabilityWhereTheRangeIsTheSame() {
        SANDBOX.apps().update(APP, app -> app.withAvailability(Range.some(app.company(), Set.of(), Set.of("design")))
                .withDataRange(new Range.SameAsAvailability()));

        assertThat(get(SCOPES + "?department_id_type=department_id", tenantToken())
                        .data()
                        .getJsonArray("department_ids"))
                .containsExactly("design");
    }

    @Test
    void boundsThePageByTheSumOfAllListsPeopleFirst() {
        var token = tenantToken();
        var all = new ArrayList<Object>();
        var page = get(SCOPES + "?page_size=2", token).data();
        assertThat(page.getJsonArray("user_ids")).hasSize(2);
        while (true) {
            page.getJsonArray("user_ids").forEach(all::add);
            page.getJsonArray("department_ids").forEach(all::add);
            if (!page.getBoolean("has_more")) {
                break;
            }
            page = get(SCOPES + "?page_size=2&page_token=" + page.getString("page_token"), token)
                    .data();
        }

        assertThat(all).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void givesAHundredAtMostAndAnswersTheAppOnly() {
        assertThat(get(SCOPES + "?page_size=100", tenantToken()).code()).isZero();
        assertThat(get(SCOPES + "?page_size=101", tenantToken()).code()).isEqualTo(99992402);
        var userToken = post(V2, redemption(code(Map.of("scope", Scopes.CONTACT_BASE))))
                .json()
                .getString("access_token");
        assertThat(get(SCOPES, userToken).code()).isEqualTo(99991663);
    }

    @Test
    void tellsAboutTheCompanyToWhoMayKnow() {
        var tenant =
                get("/open-apis/tenant/v2/tenant/query", tenantToken()).data().getJsonObject("tenant");
        assertThat(tenant.getString("tenant_key")).matches("[0-9a-f]{16}");
        assertThat(tenant.getString("display_id")).startsWith("F");

        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(Scopes.CONTACT_BASE), Set.of()));
        assertThat(get("/open-apis/tenant/v2/tenant/query", tenantToken()).code())
                .isEqualTo(99991672);
    }
}
