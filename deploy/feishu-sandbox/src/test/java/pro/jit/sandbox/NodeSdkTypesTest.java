package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.event.EventTypes;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.Range;

/** Every field of an answer or event is one that the declarations of Feishu's official Node SDK have, and of their type. */
class NodeSdkTypesTest extends EventTest {
    private static final String CONTACT = "/open-apis/contact/v3/";
    private static final String APPLICATION = "/open-apis/application/v6/applications/";

    private final JsonArray answers = new JsonArray();

    @Test
    void holdsForAnswersAndEvents() {
        askAsTheApp();
        askAsAPerson();
        receiveEvents();

        var judged = NodeScript.run("types.mjs", SANDBOX.app(), Map.of("ANSWERS", written()));

        assertThat(judged.getJsonArray("complaints")).isEmpty();
    }

    private void askAsTheApp() {
        var token = tenantToken();
        var department = SANDBOX.company().department("platform");
        var person = SANDBOX.company().person("lin-xiaoman").openId(APP);
        var version = SANDBOX.app().versions().all().getLast().versionId();

        read("contact.v3.scope.list", CONTACT + "scopes", token);
        read("contact.v3.department.children", CONTACT + "departments/0/children?fetch_child=true", token);
        read("contact.v3.department.get", CONTACT + "departments/" + department.openId(), token);
        read("contact.v3.department.get", CONTACT + "departments/0", token);
        read("contact.v3.department.batch", CONTACT + "departments/batch?department_ids=" + department.openId(), token);
        read(
                "contact.v3.department.parent",
                CONTACT + "departments/parent?department_id=" + department.openId(),
                token);
        read("contact.v3.user.findByDepartment", CONTACT + "users/find_by_department?department_id=0", token);
        read("contact.v3.user.get", CONTACT + "users/" + person, token);
        read("contact.v3.user.batch", CONTACT + "users/batch?user_ids=" + person, token);
        read("tenant.v2.tenant.query", "/open-apis/tenant/v2/tenant/query", token);
        read("application.v6.scope.list", "/open-apis/application/v6/scopes", token);
        read("application.v6.application.get", APPLICATION + "me?lang=zh_cn", token);
        read(
                "application.v6.application.contactsRangeConfiguration",
                APPLICATION + APP + "/contacts_range_configuration",
                token);
        read(
                "application.v6.applicationAppVersion.get",
                APPLICATION + "me/app_versions/" + version + "?lang=zh_cn",
                token);
        read("application.v6.applicationAppVersion.list", APPLICATION + "me/app_versions?lang=zh_cn", token);
    }

    private void askAsAPerson() {
        var token = post(V2, redemption(code(Map.of()))).json().getString("access_token");

        read("authen.v1.userInfo.get", "/open-apis/authen/v1/user_info", token);
    }

    private void receiveEvents() {
        try (var receiver = Receiver.with("")) {
            subscribe(
                    receiver,
                    "",
                    EventTypes.USER_CREATED,
                    EventTypes.USER_UPDATED,
                    EventTypes.USER_DELETED,
                    EventTypes.DEPARTMENT_CREATED,
                    EventTypes.DEPARTMENT_UPDATED,
                    EventTypes.DEPARTMENT_DELETED,
                    EventTypes.SCOPE_UPDATED);
            var company = SANDBOX.company();
            company.open("night-shift", "夜班", "Night shift", "0");
            company.renameDepartment("night-shift", "晚班", "Late shift");
            company.close("night-shift");
            company.hire("new-one", PersonChange.none());
            company.freeze("new-one");
            company.resign("new-one");
            SANDBOX.apps()
                    .update(APP, app -> app.withDataRange(Range.some(app.company(), Set.of(), Set.of("platform"))));

            for (var count = 0; count < 7; count++) {
                var push = receiver.next();
                // The declarations want name and mobile there, which Feishu's documents promise only if they changed.
                if (push.type().equals(EventTypes.USER_UPDATED)) {
                    push.event().remove("old_object");
                }
                answers.add(new JsonObject().put("as", push.type()).put("value", push.event()));
            }
        }
    }

    private void read(String as, String path, String token) {
        answers.add(new JsonObject().put("as", as).put("value", get(path, token).data()));
    }

    private String written() {
        var name = "answers.json";
        try {
            Files.writeString(NodeModules.installed().resolve(name), answers.encode());
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
