package pro.jit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.contact.ContactService;
import com.lark.oapi.service.contact.v3.model.P2UserUpdatedV3;
import com.lark.oapi.ws.Client;
import com.lark.oapi.ws.pb.Pbbp2;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pro.jit.sandbox.event.EventTypes;
import pro.jit.sandbox.model.Person;
import pro.jit.sandbox.model.PersonChange;

class LongConnectionTest extends EventTest {
    private static final String ENDPOINT = "/callback/ws/endpoint";
    private static final String DISCONNECT = API + "/apps/" + APP + "/events/disconnect";
    private static final String DELIVERY = API + "/apps/" + APP + "/events/delivery";

    @BeforeEach
    void subscribeByLongConnection() {
        put(
                SUBSCRIPTION,
                new JsonObject()
                        .put("mode", "long_connection")
                        .put("subscribed", new JsonArray().add(EventTypes.USER_UPDATED)));
        until(() -> connections() == 0);
    }

    @Test
    void bringsFeishusSdkSmallAndLargeEventsWhichItAcknowledges() throws InterruptedException {
        var users = new LinkedBlockingQueue<P2UserUpdatedV3>();
        var dispatcher = EventDispatcher.newBuilder("", "")
                .onP2UserUpdatedV3(new ContactService.P2UserUpdatedV3Handler() {
                    @Override
                    public void handle(P2UserUpdatedV3 event) {
                        users.add(event);
                    }
                })
                .build();
        new Client.Builder(APP, SECRET)
                .domain(SANDBOX.origin())
                .eventHandler(dispatcher)
                .autoReconnect(false)
                .build()
                .start();
        until(() -> connections() == 1);

        var frozen = SANDBOX.company().freeze("wang-wei");
        var retitled = SANDBOX.company().change("lin-xiaoman", jobTitle("长".repeat(7_000)));

        var first = users.poll(20, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(first.getEvent().getObject().getOpenId()).isEqualTo(frozen.openId(APP));
        var second = users.poll(20, TimeUnit.SECONDS);
        assertThat(second).isNotNull();
        assertThat(second.getEvent().getObject().getJobTitle()).isEqualTo(retitled.jobTitle());
        until(() -> state(0).equals("delivered") && state(1).equals("delivered"));
        assertThat(statuses(0)).containsExactly("200");

        assertThat(post(DISCONNECT, new JsonObject()).json().getInteger("disconnected"))
                .isEqualTo(1);
        until(() -> connections() == 0);
    }

    @Test
    void sendsAgainByTheClockWhatWasNotAcknowledgedWithinThreeSeconds() throws Exception {
        var dialed = dial(address());
        Person person = SANDBOX.company().freeze("wang-wei");
        var first = dialed.next();
        until(() -> statuses(0).equals(List.of("no acknowledgment within 3 s")));
        SANDBOX.clock().advance(java.time.Duration.ofSeconds(15));

        var again = dialed.next();
        assertThat(again.getPayload()).isEqualTo(first.getPayload());
        assertThat(again.getPayload().toStringUtf8()).contains(person.openId(APP));
        dialed.send(again.toBuilder()
                .setPayload(com.lark.oapi.google.protobuf.ByteString.copyFromUtf8("{\"code\":200}"))
                .build());
        until(() -> state(0).equals("delivered"));
    }

    @Test
    void answersAPingWithAPongThatConfiguresTheClient() throws Exception {
        var dialed = dial(address());
        dialed.send(Pbbp2.Frame.newBuilder()
                .setSeqID(0)
                .setLogID(0)
                .setService(33)
                .setMethod(0)
                .addHeaders(Pbbp2.Header.newBuilder().setKey("type").setValue("ping"))
                .build());

        var pong = dialed.next();
        assertThat(pong.getMethod()).isZero();
        assertThat(pong.getHeaders(0).getValue()).isEqualTo("pong");
        assertThat(new JsonObject(pong.getPayload().toStringUtf8()).getInteger("PingInterval"))
                .isEqualTo(120);
    }

    @Test
    void failsAnEventThatFindsNoConnection() {
        SANDBOX.company().freeze("wang-wei");

        until(() -> statuses(0).equals(List.of("no connection")));
        assertThat(state(0)).isEqualTo("waiting");
    }

    @Test
    void sendsEachEventToOneConnectionOnly() throws Exception {
        var one = dial(address());
        var other = dial(address());
        until(() -> connections() == 2);
        SANDBOX.company().freeze("wang-wei");

        until(() -> one.frames.size() + other.frames.size() > 0);
        var got = one.frames.isEmpty() ? other : one;
        got.send(got.next().toBuilder()
                .setPayload(com.lark.oapi.google.protobuf.ByteString.copyFromUtf8("{\"code\":200}"))
                .build());
        until(() -> state(0).equals("delivered"));
        assertThat(one.frames).isEmpty();
        assertThat(other.frames).isEmpty();
    }

    @Test
    void refusesAWrongSecretAnAddressUsedTwiceAndTheFiftyFirstConnection() throws Exception {
        var refused = post(ENDPOINT, new JsonObject().put("AppID", APP).put("AppSecret", "wrong"));
        assertThat(refused.code()).isEqualTo(514);
        assertThat(refused.data()).isEmpty();

        var address = address();
        dial(address);
        var again = get(address.replaceFirst("^ws", "http"));
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.header("handshake-status")).contains("514");

        SANDBOX.limits().enable(false);
        for (var count = 1; count < 50; count++) {
            dial(address());
        }
        until(() -> connections() == 50);
        assertThat(ask().code()).isEqualTo(1000040350);
    }

    @Test
    void disconnectsNobodyOfAnAppThatNeverConnected() {
        var app = SANDBOX.apps().build("Never connected").appId();

        assertThat(post(API + "/apps/" + app + "/events/disconnect", new JsonObject())
                        .json()
                        .getInteger("disconnected"))
                .isZero();
    }

    private static Answer ask() {
        return post(ENDPOINT, new JsonObject().put("AppID", APP).put("AppSecret", SECRET));
    }

    private static String address() {
        return ask().data().getString("URL");
    }

    private static int connections() {
        return get(DELIVERY).json().getInteger("connections");
    }

    private static PersonChange jobTitle(String title) {
        return new PersonChange(null, null, null, null, null, null, null, null, title, null, null, null, null);
    }

    /** A connection that acknowledges nothing by itself. */
    private static final class Dialed implements WebSocket.Listener {
        final BlockingQueue<Pbbp2.Frame> frames = new LinkedBlockingQueue<>();
        private @Nullable WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            try {
                var bytes = new byte[data.remaining()];
                data.get(bytes);
                frames.add(Pbbp2.Frame.parseFrom(bytes));
                from.request(1);
                return null;
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        Pbbp2.Frame next() throws InterruptedException {
            var frame = frames.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("No frame came");
            }
            return frame;
        }

        void send(Pbbp2.Frame frame) {
            if (socket == null) {
                throw new IllegalStateException("Not dialed");
            }
            socket.sendBinary(ByteBuffer.wrap(frame.toByteArray()), true).join();
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Dialed dial(String address) {
        var dialed = new Dialed();
        dialed.socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(address), dialed)
                .join();
        return dialed;
    }
}
