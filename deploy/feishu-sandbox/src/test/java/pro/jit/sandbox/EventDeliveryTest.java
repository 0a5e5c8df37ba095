package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.contact.ContactService;
import com.lark.oapi.service.contact.v3.model.P2DepartmentCreatedV3;
import com.lark.oapi.service.contact.v3.model.P2UserUpdatedV3;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.event.EventTypes;

class EventDeliveryTest extends EventTest {
    private static final String DELIVERY = API + "/apps/" + APP + "/events";

    @Test
    void sendsWhatFeishusSdkDecryptsAndFindsRightlySigned() throws InterruptedException {
        var users = new LinkedBlockingQueue<P2UserUpdatedV3>();
        var departments = new LinkedBlockingQueue<P2DepartmentCreatedV3>();
        var dispatcher = EventDispatcher.newBuilder(Receiver.TOKEN, KEY)
                .onP2UserUpdatedV3(new ContactService.P2UserUpdatedV3Handler() {
                    @Override
                    public void handle(P2UserUpdatedV3 event) {
                        users.add(event);
                    }
                })
                .onP2DepartmentCreatedV3(new ContactService.P2DepartmentCreatedV3Handler() {
                    @Override
                    public void handle(P2DepartmentCreatedV3 event) {
                        departments.add(event);
                    }
                })
                .build();
        try (var receiver = Receiver.judgedBy(dispatcher)) {
            subscribe(receiver, KEY, EventTypes.USER_UPDATED, EventTypes.DEPARTMENT_CREATED);

            var person = SANDBOX.company().freeze("wang-wei");
            var department = SANDBOX.company().open("legal", "法务", "Legal", "0");

            var push = receiver.next();
            assertThat(push.judgment()).isEqualTo(200);
            assertThat(push.body()).matches("\\{\"encrypt\":\"[A-Za-z0-9+/=]+\"}");
            assertThat(push.headers())
                    .containsKeys("x-lark-request-timestamp", "x-lark-request-nonce", "x-lark-signature")
                    .containsEntry("content-type", List.of("application/json;charset=utf-8"));
            var user = users.poll(20, TimeUnit.SECONDS);
            assertThat(user).isNotNull();
            assertThat(user.getEvent().getObject().getOpenId()).isEqualTo(person.openId(APP));
            assertThat(user.getEvent().getObject().getStatus().getIsFrozen()).isTrue();
            assertThat(user.getEvent().getOldObject().getStatus().getIsFrozen()).isFalse();
            var opened = departments.poll(20, TimeUnit.SECONDS);
            assertThat(opened).isNotNull();
            assertThat(opened.getEvent().getObject().getOrder()).isEqualTo(department.order());
        }
    }

    @Test
    void sendsPlainAndUnsignedWithoutAnEncryptKey() {
        try (var receiver = Receiver.with("")) {
            subscribe(receiver, "", EventTypes.USER_UPDATED);
            SANDBOX.company().freeze("wang-wei");

            var push = receiver.next();
            assertThat(push.judgment()).isEqualTo(200);
            assertThat(push.headers()).doesNotContainKey("x-lark-signature");
        }
    }

    @Test
    void triesAgainByTheSandboxsOwnClockUntilItIsAnswered200() {
        try (var receiver = Receiver.with(KEY)) {
            subscribe(receiver, KEY, EventTypes.USER_UPDATED);
            receiver.answer(500);
            SANDBOX.company().freeze("wang-wei");
            var first = receiver.next();
            until(() -> statuses(0).equals(List.of("500")));
            receiver.answer(302);
            advance(15);
            var second = receiver.next();
            until(() -> statuses(0).equals(List.of("500", "302")));
            receiver.answer(200);
            advance(300);
            var third = receiver.next();
            until(() -> state(0).equals("delivered"));

            assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
            assertThat(second.body()).isNotEqualTo(first.body());
            assertThat(statuses(0)).containsExactly("500", "302", "200");
        }
    }

    @Test
    void doesNotCountAnAnswerThatTakesLongerThanThreeSeconds() {
        try (var receiver = Receiver.with("")) {
            subscribe(receiver, "", EventTypes.USER_UPDATED);
            receiver.beSilent();
            SANDBOX.company().freeze("wang-wei");

            until(() -> statuses(0).equals(List.of("no answer within 3 s")));
            assertThat(state(0)).isEqualTo("waiting");
        }
    }

    @Test
    void sendsDuplicatesAndTheWrongOrderWhenAsked() {
        try (var receiver = Receiver.with("")) {
            subscribe(receiver, "", EventTypes.USER_UPDATED);
            post(DELIVERY + "/reorder", new JsonObject().put("next", 2));
            SANDBOX.company().freeze("wang-wei");
            SANDBOX.company().freeze("wu-min");

            var first = receiver.next();
            var second = receiver.next();
            assertThat(openId(first))
                    .isEqualTo(SANDBOX.company().person("wu-min").openId(APP));
            assertThat(openId(second))
                    .isEqualTo(SANDBOX.company().person("wang-wei").openId(APP));
            until(() -> state(0).equals("delivered") && state(1).equals("delivered"));
            assertThat(post(API + "/events/" + first.id() + "/send-again", new JsonObject())
                            .status())
                    .isEqualTo(204);
            assertThat(receiver.next().id()).isEqualTo(first.id());
            assertThat(post(API + "/events/none/send-again", new JsonObject()).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void keepsEventsWhileDeliveryIsStopped() {
        try (var receiver = Receiver.with("")) {
            subscribe(receiver, "", EventTypes.USER_UPDATED);
            assertThat(post(DELIVERY + "/stop", new JsonObject()).json().getBoolean("stopped"))
                    .isTrue();
            SANDBOX.company().freeze("wang-wei");
            SANDBOX.company().freeze("wu-min");
            assertThat(state(0)).isEqualTo("waiting");
            assertThat(receiver.waiting()).isZero();

            post(DELIVERY + "/resume", new JsonObject());

            assertThat(openId(receiver.next()))
                    .isEqualTo(SANDBOX.company().person("wang-wei").openId(APP));
            assertThat(openId(receiver.next()))
                    .isEqualTo(SANDBOX.company().person("wu-min").openId(APP));
        }
    }

    @Test
    void listsWhatWasSentToWhomWithoutBodiesOrSecrets() {
        try (var receiver = Receiver.with(KEY)) {
            var subscription =
                    webhook(receiver, KEY, EventTypes.USER_UPDATED).put("request_url", receiver.url() + "?secret=hush");
            assertThat(put(SUBSCRIPTION, subscription).status()).isEqualTo(200);
            SANDBOX.company().freeze("wang-wei");
            SANDBOX.company().unfreeze("wang-wei");
            until(() -> state(0).equals("delivered"));

            var text = get(API + "/events?app_id=" + APP).text();
            assertThat(text).doesNotContain("hush", KEY, Receiver.TOKEN, "王伟");
            assertThat(sent())
                    .extracting(event -> event.getLong("number"))
                    .isSortedAccordingTo((a, b) -> Long.compare(b, a));
            var attempt = sent().getFirst().getJsonArray("attempts").getJsonObject(0);
            assertThat(attempt.getString("to")).isEqualTo(receiver.url());
            assertThat(attempt.getString("status")).isEqualTo("200");
            assertThat(get(API + "/events?limit=1").json().getJsonArray("items"))
                    .hasSize(1);
            assertThat(get(API + "/events?app_id=cli_other").json().getJsonArray("items"))
                    .isEmpty();
            assertThat(get(API + "/events?limit=x").status()).isEqualTo(400);
        }
    }

    private static String openId(Receiver.Push push) {
        return push.event().getJsonObject("object").getString("open_id");
    }

    private static void advance(long seconds) {
        post(API + "/clock/advance", new JsonObject().put("seconds", seconds));
    }
}
