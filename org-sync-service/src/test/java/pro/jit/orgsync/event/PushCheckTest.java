package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pro.jit.orgsync.event.Hint.Kind;
import pro.jit.orgsync.organization.EventDelivery;
import pro.jit.orgsync.organization.EventSecrets;

/** What comes over a long connection: whose it is, and whom it is about. */
class PushCheckTest {
    private final PushCheck check = new PushCheck(new ObjectMapper(), Clock.systemUTC());

    private static EventSecrets secrets(boolean active, EventDelivery delivery) {
        return new EventSecrets(active, delivery, "cli_1", null, null, "tenant-1");
    }

    private Verdict of(String event) {
        return check.checkConnected(
                event.getBytes(StandardCharsets.UTF_8), secrets(true, EventDelivery.LONG_CONNECTION));
    }

    private static String event(String type, String content) {
        return "{\"schema\":\"2.0\",\"header\":{\"event_id\":\"e1\",\"event_type\":\"" + type
                + "\",\"token\":\"whatever\",\"app_id\":\"cli_1\",\"tenant_key\":\"tenant-1\"},\"event\":" + content
                + "}";
    }

    private Hint hint(String type, String content) {
        assertThat(of(event(type, content))).isInstanceOf(Verdict.Event.class);
        return ((Verdict.Event) of(event(type, content))).hint();
    }

    @Test
    void anEventOfThisAppAndCompanyIsTaken() {
        assertThat(hint("contact.user.updated_v3", "{\"object\":{\"open_id\":\"ou_1\"},\"old_object\":{}}"))
                .isEqualTo(new Hint("e1", "contact.user.updated_v3", "ou_1", null));
    }

    @Test
    void anEventOfAnotherAppOrCompanyIsRefused() {
        var good = event("contact.user.updated_v3", "{}");

        assertThat(of(good.replace("cli_1", "cli_2"))).isEqualTo(new Verdict.Refused("app-id"));
        assertThat(of(good.replace("tenant-1", "tenant-2"))).isEqualTo(new Verdict.Refused("tenant-key"));
        assertThat(of(good.replace("\"tenant_key\":\"tenant-1\"", "\"x\":1")))
                .isEqualTo(new Verdict.Refused("tenant-key"));
    }

    @Test
    void whereNoneIsExpectedNoneIsTaken() {
        var good = event("contact.user.updated_v3", "{}").getBytes(StandardCharsets.UTF_8);

        for (var delivery : new EventDelivery[] {EventDelivery.WEBHOOK, EventDelivery.NONE}) {
            assertThat(check.checkConnected(good, secrets(true, delivery)))
                    .isEqualTo(new Verdict.Refused("not-expected"));
        }
        assertThat(check.checkConnected(good, secrets(false, EventDelivery.LONG_CONNECTION)))
                .isEqualTo(new Verdict.Refused("not-expected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "\"text\""})
    void whatIsNoObjectIsNotReadable(String payload) {
        assertThat(of(payload)).isInstanceOf(Verdict.Unreadable.class);
    }

    @Test
    void aChallengeIsNoneOfTheirs() {
        assertThat(of("{\"type\":\"url_verification\",\"challenge\":\"c\",\"token\":\"whatever\"}"))
                .isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "contact.user.created_v3 | {\"object\":{\"open_id\":\"ou_1\"}} | PERSON",
                "contact.user.deleted_v3 | {\"object\":{},\"old_object\":{\"open_id\":\"ou_1\"}} | PERSON",
                "contact.user.updated_v3 | {\"object\":{\"open_id\":\"../x\"}} | RUN",
                "contact.user.updated_v3 | {\"object\":{\"open_id\":7}} | PERSON",
                "contact.user.updated_v3 | {\"object\":[]} | RUN",
                "contact.user.updated_v3 | null | RUN",
                "contact.department.created_v3 | {\"object\":{\"open_department_id\":\"od-1\"}} | DEPARTMENT",
                "contact.department.deleted_v3 | {\"old_object\":{\"open_department_id\":\"od-1\"}} | DEPARTMENT",
                "contact.department.updated_v3 | {\"object\":{\"open_department_id\":\"\"}} | RUN",
                "contact.department.updated_v3 | {} | RUN",
                "contact.scope.updated_v3 | {\"added\":{}} | RUN",
                "auth.user_access_token.revoked_v4 | {\"open_id\":\"ou_1\"} | PERSON",
                "auth.user_access_token.revoked_v4 | {} | NOTHING",
                "contact.custom_attr_event.updated_v3 | {\"object\":{}} | NOTHING",
                "im.message.receive_v1 | {} | NOTHING"
            })
    void anEventSaysWhatIsToBeDone(String type, String content, Kind kind) {
        assertThat(hint(type, content).kind()).isEqualTo(kind);
    }

    @Test
    void onlyADeletionSaysThatSomebodyIsGone() {
        var person = "{\"object\":{\"open_id\":\"ou_1\"}}";
        assertThat(hint("contact.user.deleted_v3", person).saysGone()).isTrue();
        assertThat(hint("contact.department.deleted_v3", "{}").saysGone()).isTrue();
        assertThat(hint("contact.user.updated_v3", person).saysGone()).isFalse();
        assertThat(hint("auth.user_access_token.revoked_v4", "{\"open_id\":\"ou_1\"}")
                        .saysGone())
                .isFalse();
    }
}
