package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.event.EventTypes;
import pro.jit.sandbox.model.PersonChange;
import pro.jit.sandbox.model.Range;
import pro.jit.sandbox.model.Scopes;

class ContactEventsTest extends EventTest {
    private final Receiver receiver = Receiver.with("");

    @BeforeEach
    void subscribeToEverything() {
        subscribe(receiver, "", EventTypes.ALL.toArray(String[]::new));
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    @Test
    void tellsOfANewPersonInTheEnvelopeOfSchema2() {
        var person =
                SANDBOX.company().hire(PersonChange.named("新人", "New Person").in(java.util.List.of("platform")));

        var push = receiver.next();
        assertThat(push.plain().getString("schema")).isEqualTo("2.0");
        var header = push.plain().getJsonObject("header");
        assertThat(header.getString("event_id")).matches("[0-9a-f]{32}");
        assertThat(header.getString("event_type")).isEqualTo("contact.user.created_v3");
        assertThat(header.getString("create_time")).matches("\\d{13}");
        assertThat(header.getString("token")).isEqualTo(Receiver.TOKEN);
        assertThat(header.getString("app_id")).isEqualTo(APP);
        assertThat(header.getString("tenant_key")).isEqualTo(SANDBOX.company().tenantKey());
        var object = push.event().getJsonObject("object");
        assertThat(object.getString("open_id")).isEqualTo(person.openId(APP));
        assertThat(object.getString("name")).isEqualTo("新人");
        assertThat(object.getJsonArray("department_ids"))
                .containsExactly(SANDBOX.company().department("platform").openId());
        assertThat(push.event().containsKey("old_object")).isFalse();
    }

    @Test
    void tellsOnlyTheChangedFieldsOfTheOldPerson() {
        var before = SANDBOX.company().person("wang-wei");
        SANDBOX.company().freeze("wang-wei");
        SANDBOX.company().move("wang-wei", "design");

        var frozen = receiver.next();
        assertThat(frozen.type()).isEqualTo("contact.user.updated_v3");
        assertThat(frozen.event().getJsonObject("old_object").fieldNames()).containsExactly("status");
        assertThat(frozen.event()
                        .getJsonObject("object")
                        .getJsonObject("status")
                        .getBoolean("is_frozen"))
                .isTrue();
        var moved = receiver.next().event();
        assertThat(moved.getJsonObject("old_object").fieldNames())
                .containsExactlyInAnyOrder("department_ids", "orders");
        assertThat(moved.getJsonObject("old_object").getJsonArray("department_ids"))
                .containsExactly(SANDBOX.company()
                        .department(before.departments().getFirst())
                        .openId());
    }

    @Test
    void tellsOfADeletedPersonWhereTheyWereInTheOldObjectOnly() {
        var person = SANDBOX.company().resign("wang-wei");

        var push = receiver.next();
        assertThat(push.type()).isEqualTo("contact.user.deleted_v3");
        var old = push.event().getJsonObject("old_object");
        assertThat(old.fieldNames()).containsExactlyInAnyOrder("open_id", "department_ids");
        assertThat(old.getString("open_id")).isEqualTo(person.openId(APP));
        assertThat(old.getJsonArray("department_ids"))
                .containsExactly(
                        SANDBOX.company().department("platform-backend").openId());
        assertThat(push.event().getJsonObject("object").getJsonObject("status").getBoolean("is_resigned"))
                .isTrue();
    }

    @Test
    void saysNothingOfAPersonErasedAfterTheyResignedNorOfAChangeThatChangesNothing() {
        SANDBOX.company().resign("wang-wei");
        SANDBOX.company().erase("wang-wei");
        SANDBOX.company().change("lin-xiaoman", PersonChange.none());
        SANDBOX.company().erase("zhao-lei");

        assertThat(receiver.next().type()).isEqualTo("contact.user.deleted_v3");
        assertThat(receiver.next().type()).isEqualTo("contact.user.deleted_v3");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void tellsOfDepartmentsWithANumberForTheirOrder() {
        var legal = SANDBOX.company().open("legal", "法务", "Legal", "0");
        SANDBOX.company().renameDepartment("legal", "法务部", "Legal");
        SANDBOX.company().moveDepartment("legal", "finance");
        SANDBOX.company().close("legal");

        var created = receiver.next();
        assertThat(created.type()).isEqualTo("contact.department.created_v3");
        assertThat(created.event().getJsonObject("object").getValue("order")).isEqualTo(legal.order());
        assertThat(created.event().getJsonObject("object").getString("parent_department_id"))
                .isEqualTo("0");
        var renamed = receiver.next();
        assertThat(renamed.type()).isEqualTo("contact.department.updated_v3");
        assertThat(renamed.event().getJsonObject("old_object").getString("name"))
                .isEqualTo("法务");
        assertThat(receiver.next().event().getJsonObject("object").getString("parent_department_id"))
                .isEqualTo(SANDBOX.company().department("finance").openId());
        var deleted = receiver.next();
        assertThat(deleted.type()).isEqualTo("contact.department.deleted_v3");
        assertThat(deleted.event().getJsonObject("old_object").fieldNames())
                .containsExactlyInAnyOrder("open_department_id", "status");
        assertThat(deleted.event()
                        .getJsonObject("object")
                        .getJsonObject("status")
                        .getBoolean("is_deleted"))
                .isTrue();
    }

    @Test
    void tellsOnlyOfWhatIsInTheDataRange() {
        SANDBOX.apps()
                .update(APP, app -> app.withDataRange(Range.some(app.company(), Set.of("wu-min"), Set.of("product"))));
        assertThat(receiver.next().type()).isEqualTo("contact.scope.updated_v3");

        SANDBOX.company().open("legal", "法务", "Legal", "finance");
        SANDBOX.company().hire(PersonChange.named("财务", "Money").in(java.util.List.of("legal")));
        SANDBOX.company().freeze("wu-min");
        SANDBOX.company().freeze("wang-wei");
        SANDBOX.company().open("platform-test", "测试", "Test", "platform");

        assertThat(receiver.next().event().getJsonObject("object").getString("open_id"))
                .isEqualTo(SANDBOX.company().person("wu-min").openId(APP));
        assertThat(receiver.next().event().getJsonObject("object").getString("open_id"))
                .isEqualTo(SANDBOX.company().person("wang-wei").openId(APP));
        assertThat(receiver.next().type()).isEqualTo("contact.department.created_v3");
        assertThat(sent()).hasSize(4);
    }

    @Test
    void tellsWhatTheDataRangeGainedAndLost() {
        SANDBOX.apps()
                .update(
                        APP,
                        app -> app.withDataRange(Range.some(app.company(), Set.of("wang-wei"), Set.of("platform"))));
        SANDBOX.apps().update(APP, app -> app.withDataRange(Range.some(app.company(), Set.of(), Set.of("platform"))));
        SANDBOX.apps().update(APP, app -> app.withHomePages("http://localhost/", null));

        var first = receiver.next().event();
        assertThat(ids(first.getJsonObject("added").getJsonArray("users"), "open_id"))
                .containsExactly(SANDBOX.company().person("wang-wei").openId(APP));
        assertThat(first.getJsonObject("removed").getJsonArray("departments")).hasSize(6);
        var second = receiver.next().event();
        assertThat(second.getJsonObject("removed").getJsonArray("users")).hasSize(1);
        assertThat(second.getJsonObject("added").getJsonArray("departments")).isEmpty();
        assertThat(second.getJsonObject("added").getJsonArray("user_groups")).isEmpty();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void leavesOutFieldsWhoseScopeIsLackingAndChangesOfThem() {
        without(Scopes.USER_PHONE);
        SANDBOX.company().change("wang-wei", email("new@mail.example"));
        without(Scopes.USER_EMAIL);
        SANDBOX.company().change("wang-wei", email("newer@mail.example"));

        var event = receiver.next().event();
        assertThat(event.getJsonObject("old_object").fieldNames()).containsExactly("email");
        assertThat(event.getJsonObject("object").fieldNames())
                .contains("email", "user_id")
                .doesNotContain("mobile");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void tellsNothingToAnAppThatMayNotReadContactsOrHasNotSubscribed() {
        without(Scopes.CONTACT_BASE);
        SANDBOX.company().freeze("wang-wei");
        SANDBOX.apps().update(APP, app -> app.withScopes(Set.of(Scopes.CONTACT_BASE, Scopes.USER_EMPLOYEE), Set.of()));
        subscribe(receiver, "", EventTypes.USER_DELETED);
        SANDBOX.company().unfreeze("wang-wei");

        assertThat(sent()).isEmpty();
    }

    private static void without(String... scopes) {
        SANDBOX.apps().update(APP, app -> {
            var tenant = new LinkedHashSet<>(app.tenantScopes());
            tenant.removeAll(Set.of(scopes));
            return app.withScopes(tenant, app.userScopes());
        });
    }

    private static PersonChange email(String address) {
        return new PersonChange(null, null, null, null, address, null, null, null, null, null, null, null, null);
    }

    private static java.util.List<String> ids(JsonArray array, String field) {
        return array.stream().map(each -> ((JsonObject) each).getString(field)).toList();
    }
}
