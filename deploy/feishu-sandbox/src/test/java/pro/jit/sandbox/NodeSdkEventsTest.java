package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.sandbox.event.EventTypes;
import pro.jit.sandbox.model.PersonChange;

/** Feishu's official Node SDK receives what the sandbox sends. */
class NodeSdkEventsTest extends EventTest {
    private static final String TOKEN = "verification-token-1";

    @ParameterizedTest
    @ValueSource(strings = {"", KEY})
    void answersTheChallengeAndReadsEventsAtARequestUrl(String encryptKey) {
        try (var receiver = receiver(encryptKey)) {
            var saved = put(SUBSCRIPTION, subscription(receiver, encryptKey));
            assertThat(saved.status()).as(saved.text()).isEqualTo(200);

            var frozen = SANDBOX.company().freeze("wang-wei");
            var department = SANDBOX.company().open("night-shift", "夜班 \"Ñ\" </script>", "Night shift", "0");

            var first = receiver.next();
            assertThat(first.getString("event_type")).isEqualTo(EventTypes.USER_UPDATED);
            assertThat(first.getString("app_id")).isEqualTo(APP);
            assertThat(first.getString("tenant_key"))
                    .isEqualTo(SANDBOX.company().tenantKey());
            assertThat(first.getString("token")).isEqualTo(TOKEN);
            var object = first.getJsonObject("object");
            assertThat(object.getString("open_id")).isEqualTo(frozen.openId(APP));
            assertThat(object.getJsonObject("status").getBoolean("is_frozen")).isTrue();
            var second = receiver.next();
            assertThat(second.getString("event_type")).isEqualTo(EventTypes.DEPARTMENT_CREATED);
            assertThat(second.getJsonObject("object").getString("open_department_id"))
                    .isEqualTo(department.openId());
            assertThat(second.getJsonObject("object").getString("name")).isEqualTo(department.name());
            until(() -> state(0).equals("delivered") && state(1).equals("delivered"));
        }
    }

    @Test
    void isNotSavedAsARequestUrlWithAnotherKey() {
        try (var receiver = receiver("another key")) {
            var refused = put(SUBSCRIPTION, subscription(receiver, KEY));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().getString("detail")).contains("HTTP 500");
        }
    }

    @Test
    void readsSmallAndLargeEventsFromTheLongConnectionAndDialsAgainWhenItIsCut() {
        put(
                SUBSCRIPTION,
                new JsonObject()
                        .put("mode", "long_connection")
                        .put("subscribed", new JsonArray().add(EventTypes.USER_UPDATED)));
        until(() -> connections() == 0);
        try (var script = NodeScript.start("long-connection.mjs", SANDBOX.app(), Map.of())) {
            assertThat(script.next().getString("connection")).isEqualTo("ready");

            var frozen = SANDBOX.company().freeze("wang-wei");
            var small = script.next();
            assertThat(small.getString("event_type")).isEqualTo(EventTypes.USER_UPDATED);
            assertThat(small.getJsonObject("object").getString("open_id")).isEqualTo(frozen.openId(APP));

            var retitled = SANDBOX.company().change("lin-xiaoman", jobTitle("长".repeat(7_000)));
            assertThat(script.next().getJsonObject("object").getString("job_title"))
                    .isEqualTo(retitled.jobTitle());
            until(() -> state(0).equals("delivered") && state(1).equals("delivered"));

            post(API + "/apps/" + APP + "/events/disconnect", new JsonObject());
            assertThat(script.next().getString("connection")).isEqualTo("reconnected");
            SANDBOX.company().unfreeze("wang-wei");
            assertThat(script.next()
                            .getJsonObject("object")
                            .getJsonObject("status")
                            .getBoolean("is_frozen"))
                    .isFalse();
        }
        until(() -> connections() == 0);
    }

    @Test
    void isToldWhyItGetsNoLongConnection() {
        var app = SANDBOX.app();
        SANDBOX.apps().update(APP, any -> any.withSecret("another secret"));

        var told = NodeScript.run("long-connection.mjs", app, Map.of());

        assertThat(told.getString("connection")).isEqualTo("failed");
        assertThat(told.getString("why")).contains("514", "auth failed");
    }

    /** A script at a request URL; it tells of each event. */
    private record Listening(NodeScript script, String url) implements AutoCloseable {
        JsonObject next() {
            return script.next();
        }

        @Override
        public void close() {
            script.close();
        }
    }

    private static Listening receiver(String encryptKey) {
        var script = NodeScript.start(
                "webhook.mjs",
                SANDBOX.app(),
                Map.of(
                        "ENCRYPT_KEY",
                        encryptKey,
                        "VERIFICATION_TOKEN",
                        TOKEN,
                        "EVENT_TYPES",
                        EventTypes.USER_UPDATED + "," + EventTypes.DEPARTMENT_CREATED));
        return new Listening(script, script.next().getString("url"));
    }

    private static JsonObject subscription(Listening receiver, String encryptKey) {
        return new JsonObject()
                .put("mode", "webhook")
                .put("request_url", receiver.url())
                .put("encrypt_key", encryptKey)
                .put("verification_token", TOKEN)
                .put("subscribed", new JsonArray().add(EventTypes.USER_UPDATED).add(EventTypes.DEPARTMENT_CREATED));
    }

    private static int connections() {
        return get(API + "/apps/" + APP + "/events/delivery").json().getInteger("connections");
    }

    private static PersonChange jobTitle(String title) {
        return new PersonChange(null, null, null, null, null, null, null, null, title, null, null, null, null);
    }
}
