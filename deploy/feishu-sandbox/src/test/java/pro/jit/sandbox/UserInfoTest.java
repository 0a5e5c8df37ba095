package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pro.jit.sandbox.model.DemonstrationCompany;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.PersonStatus;

class UserInfoTest extends SandboxTest {
    private static final String USER_INFO = "/open-apis/authen/v1/user_info";

    @Test
    void tellsOnlyWhatNeedsNoScopeToATokenWithout() {
        var data = get(USER_INFO, token("")).data();

        assertThat(data.fieldNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "en_name",
                        "avatar_url",
                        "avatar_thumb",
                        "avatar_middle",
                        "avatar_big",
                        "open_id",
                        "union_id",
                        "tenant_key");
        assertThat(data.getString("name")).isEqualTo("林小满");
        assertThat(data.getString("open_id")).matches("ou_[0-9a-f]{32}");
        assertThat(data.getString("union_id")).matches("on_[0-9a-f]{32}");
        assertThat(data.getString("tenant_key")).isEqualTo(DemonstrationCompany.TENANT_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "contact:user.employee_id:readonly, user_id",
        "contact:user.email:readonly, email",
        "contact:user.phone:readonly, mobile",
        "contact:user.employee:readonly, enterprise_email",
        "contact:user.employee:readonly, employee_no",
    })
    void tellsAFieldToATokenWithItsScope(String scope, String field) {
        assertThat(get(USER_INFO, token(scope)).data().fieldNames()).contains(field);
        SANDBOX.apps().update(APP, app -> app.withScopes(app.tenantScopes(), Set.of()));
        assertThat(get(USER_INFO, token("")).data().fieldNames()).doesNotContain(field);
    }

    @ParameterizedTest
    @CsvSource({"RESIGNED, 20021", "FROZEN, 20022", "NOT_ACTIVATED, 20023"})
    void saysWithHttp200WhatBecameOfThePerson(PersonStatus status, int code) {
        var token = token("");
        SANDBOX.company().change("lin-xiaoman", PersonChange.none().being(status));

        var answer = get(USER_INFO, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void refusesWhatIsNoLiveUserToken() {
        var expired = token("");
        assertThat(get(USER_INFO).code()).isEqualTo(99991661);
        assertThat(get(USER_INFO, "eyJgarbage").code()).isEqualTo(99991668);
        assertThat(get(USER_INFO, tenantToken()).code()).isEqualTo(99991668);
        SANDBOX.clock().advance(Duration.ofHours(2));
        assertThat(get(USER_INFO, expired).code()).isEqualTo(99991677);
        assertThat(get(USER_INFO, expired).status()).isEqualTo(400);
    }

    @Test
    void knowsTheSamePersonByAnotherOpenIdInAnotherApp() {
        var other = SANDBOX.apps().build("Other");
        var person = SANDBOX.company().person("lin-xiaoman");

        assertThat(person.openId(other.appId())).isNotEqualTo(person.openId(APP));
    }

    private static String token(String scope) {
        return post(V2, redemption(code(Map.of("scope", scope)))).json().getString("access_token");
    }
}
