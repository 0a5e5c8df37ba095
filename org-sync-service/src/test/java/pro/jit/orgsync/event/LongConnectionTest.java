package pro.jit.orgsync.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pro.jit.orgsync.event.Frame.Header;
import pro.jit.orgsync.feishu.ConnectionSettings;
import pro.jit.orgsync.feishu.LongConnectionEndpoint.Invitation;

/** A long connection, with a server that does what Feishu does and what Feishu does not. */
class LongConnectionTest {
    private static final ConnectionSettings QUICK =
            new ConnectionSettings(-1, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1));

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder().executor(workers).build();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
    private boolean answersPings = true;

    @AfterEach
    void stop() throws Exception {
        http.shutdownNow();
        workers.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** A server that does this with each connection, and keeps what it is sent. */
    private Invitation serve(Consumer<ServerWebSocket> behaviour) throws Exception {
        var server = vertx.createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(10_000_000))
                .webSocketHandler(socket -> {
                    socket.binaryMessageHandler(message -> receive(socket, message));
                    behaviour.accept(socket);
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        return new Invitation(URI.create("ws://localhost:" + server.actualPort() + "/ws"), 33, QUICK);
    }

    private void receive(ServerWebSocket socket, Buffer message) {
        try {
            var frame = FrameCodec.decode(message.getBytes());
            received.add(frame);
            if (answersPings && frame.method() == Frame.CONTROL) {
                send(socket, frame(Frame.CONTROL, List.of(new Header("type", "pong")), ""));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Frame frame(int method, List<Header> headers, String payload) {
        return new Frame(1, 2, 33, method, headers, null, null, ByteString.copyFromUtf8(payload), null);
    }

    private static Frame event(String messageId, String sum, String seq, String payload) {
        return frame(
                Frame.DATA,
                List.of(
                        new Header("type", "event"),
                        new Header("message_id", messageId),
                        new Header("sum", sum),
                        new Header("seq", seq),
                        new Header("trace_id", "t")),
                payload);
    }

    private static void send(ServerWebSocket socket, Frame frame) {
        socket.writeBinaryMessage(Buffer.buffer(FrameCodec.encode(frame)));
    }

    private LongConnection dial(Invitation invitation) throws Exception {
        return LongConnection.dial(
                http,
                invitation,
                event -> {
                    events.add(event.toStringUtf8());
                    return !event.toStringUtf8().contains("refuse");
                },
                workers,
                Clock.systemUTC());
    }

    private String lost(Consumer<ServerWebSocket> behaviour) throws Exception {
        return dial(serve(behaviour)).untilLost().why();
    }

    private Frame nextOf(int method) throws InterruptedException {
        Frame frame;
        do {
            frame = received.poll(30, TimeUnit.SECONDS);
            assertThat(frame).isNotNull();
        } while (frame.method() != method);
        return frame;
    }

    @Test
    void anEventIsAcknowledgedWithItsOwnFrame() throws Exception {
        var connection = dial(serve(socket -> send(socket, event("m1", "1", "0", "{}"))));

        var answer = nextOf(Frame.DATA);

        assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("{}");
        assertThat(answer.payload().toStringUtf8()).isEqualTo("{\"code\":200,\"headers\":null}");
        assertThat(answer.seqId()).isEqualTo(1);
        assertThat(answer.logId()).isEqualTo(2);
        assertThat(answer.service()).isEqualTo(33);
        assertThat(answer.header("message_id")).contains("m1");
        assertThat(answer.number("biz_rt")).isPresent();
        connection.close();
        assertThat(connection.untilLost().why()).isEqualTo("closed");
    }

    @Test
    void whatCannotBeKeptOrJoinedIsNotAcknowledged() throws Exception {
        var connection = dial(serve(socket -> {
            send(socket, event("m1", "1", "0", "refuse"));
            send(socket, event("m2", "2", "2", "beyond the end"));
            send(socket, event("", "2", "0", "nameless"));
        }));

        var codes = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            codes.add(nextOf(Frame.DATA).payload().toStringUtf8());
        }

        assertThat(codes).allMatch(answer -> answer.contains("\"code\":500"));
        connection.close();
    }

    @Test
    void manyEventsAreAllKeptAndAcknowledged() throws Exception {
        var connection = dial(serve(socket -> {
            for (var i = 0; i < 500; i++) {
                send(socket, event("m" + i, "2", "1", "b" + i));
                send(socket, event("m" + i, "2", "0", "a" + i));
            }
        }));

        for (var i = 0; i < 500; i++) {
            assertThat(nextOf(Frame.DATA).payload().toStringUtf8()).contains("200");
            assertThat(events.poll(30, TimeUnit.SECONDS)).matches("a(\\d+)b\\1");
        }
        assertThat(events).isEmpty();
        connection.close();
    }

    @Test
    void whatIsNoEventIsLeftAlone() throws Exception {
        var connection = dial(serve(socket -> {
            socket.writeTextMessage("text");
            send(socket, frame(Frame.CONTROL, List.of(), "{"));
            send(socket, frame(Frame.CONTROL, List.of(new Header("type", "pong")), "no json"));
            send(socket, frame(7, List.of(new Header("type", "event")), "unknown method"));
            send(socket, frame(Frame.DATA, List.of(new Header("type", "card")), "{}"));
            send(socket, event("m", "1", "0", "after all that"));
        }));

        assertThat(events.poll(30, TimeUnit.SECONDS)).isEqualTo("after all that");
        assertThat(nextOf(Frame.DATA).payload().toStringUtf8()).contains("200");
        connection.close();
    }

    @Test
    void pingsGoOutAndAPongMayChangeTheSettings() throws Exception {
        var connection = dial(serve(socket -> send(
                socket,
                frame(
                        Frame.CONTROL,
                        List.of(new Header("type", "pong")),
                        "{\"ReconnectCount\":3,\"ReconnectInterval\":7,\"ReconnectNonce\":5,\"PingInterval\":2}"))));
        workers.execute(() -> {
            try {
                connection.untilLost();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        for (var i = 0; i < 2; i++) {
            var ping = nextOf(Frame.CONTROL);
            assertThat(ping.header("type")).contains("ping");
            assertThat(ping.service()).isEqualTo(33);
        }
        assertThat(connection.settings())
                .isEqualTo(
                        new ConnectionSettings(3, Duration.ofSeconds(7), Duration.ofSeconds(5), Duration.ofSeconds(2)));
        connection.close();
    }

    @Test
    void aServerThatSaysNothingIsLeft() throws Exception {
        answersPings = false;

        assertThat(lost(socket -> {})).isEqualTo("silent");
    }

    @Test
    void aServerThatClosesIsNoticed() throws Exception {
        assertThat(lost(ServerWebSocket::close)).isEqualTo("closed");
    }

    @Test
    void aServerThatSpeaksSomethingElseIsLeft() throws Exception {
        assertThat(lost(socket -> socket.writeBinaryMessage(Buffer.buffer("no frame"))))
                .isEqualTo("broken");
    }

    @Test
    void aFrameThatHasNoEndIsNotWaitedFor() throws Exception {
        assertThat(lost(socket -> socket.writeBinaryMessage(Buffer.buffer(new byte[5_000_000]))))
                .isEqualTo("broken");
    }

    @Test
    void aRefusedHandshakeHasFeishusCode() throws Exception {
        var server = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (request.path().equals("/coded")) {
                        request.response().putHeader("handshake-status", "1").putHeader("handshake-autherrcode", "514");
                    } else if (request.path().equals("/odd")) {
                        request.response().putHeader("handshake-status", "<script>");
                    }
                    request.response().setStatusCode(403).end();
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        var origin = "ws://localhost:" + server.actualPort();

        assertThatThrownBy(() -> dial(new Invitation(URI.create(origin + "/coded"), 1, QUICK)))
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.why()).isEqualTo("refused_514"));
        assertThatThrownBy(() -> dial(new Invitation(URI.create(origin + "/plain"), 1, QUICK)))
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.why()).isEqualTo("refused_403"));
        assertThatThrownBy(() -> dial(new Invitation(URI.create(origin + "/odd"), 1, QUICK)))
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.why()).isEqualTo("refused_unknown"));
    }

    @Test
    void whereNobodyIsThereIsNoAnswer() {
        assertThatThrownBy(() -> dial(new Invitation(URI.create("ws://localhost:1/ws"), 1, QUICK)))
                .isInstanceOfSatisfying(
                        ConnectionLost.class, lost -> assertThat(lost.why()).isEqualTo("no_answer"));
    }
}
