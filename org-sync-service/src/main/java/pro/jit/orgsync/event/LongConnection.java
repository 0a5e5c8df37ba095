package pro.jit.orgsync.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.feishu.ConnectionSettings;
import pro.jit.orgsync.feishu.LongConnectionEndpoint.Invitation;

/** One dial of Feishu's long connection, from the handshake until it is lost. Several events are taken at the same time. */
final class LongConnection implements WebSocket.Listener {
    private static final Logger LOG = Logger.getLogger(LongConnection.class);
    private static final Duration DIAL = Duration.ofSeconds(10);
    private static final Duration SEND = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;
    private static final int LARGEST_FRAME = 4 * 1024 * 1024;
    private static final int TAKEN = 200;
    private static final int NOT_TAKEN = 500;

    /** Gets the events. */
    interface Events {
        /** Keeps an event; false if it could not be, so that Feishu sends it again. */
        boolean keep(ByteString event);
    }

    private final int service;
    private final Events events;
    private final Executor workers;
    private final Fragments fragments;
    private final CompletableFuture<ConnectionLost> lost = new CompletableFuture<>();
    private final ReentrantLock sending = new ReentrantLock();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final ObjectMapper json = new ObjectMapper();
    private volatile ConnectionSettings settings;
    private volatile long lastHeard = System.nanoTime();
    private volatile @Nullable WebSocket socket;

    private LongConnection(Invitation invitation, Events events, Executor workers, Clock clock) {
        this.service = invitation.service();
        this.settings = invitation.settings();
        this.events = events;
        this.workers = workers;
        this.fragments = new Fragments(clock);
    }

    /** Dials; returns when the connection stands. */
    static LongConnection dial(HttpClient http, Invitation invitation, Events events, Executor workers, Clock clock)
            throws ConnectionLost, InterruptedException {
        var connection = new LongConnection(invitation, events, workers, clock);
        var dialed = http.newWebSocketBuilder().connectTimeout(DIAL).buildAsync(invitation.address(), connection);
        try {
            connection.socket = dialed.get(DIAL.toSeconds(), TimeUnit.SECONDS);
            return connection;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof WebSocketHandshakeException refused
                    ? ConnectionLost.refused(code(refused))
                    : ConnectionLost.noAnswer();
        } catch (TimeoutException e) {
            connection.lose(ConnectionLost.noAnswer());
            throw ConnectionLost.noAnswer();
        } catch (InterruptedException e) {
            connection.lose(ConnectionLost.closed());
            throw e;
        }
    }

    private static String code(WebSocketHandshakeException refused) {
        var headers = refused.getResponse().headers();
        return headers.firstValue("handshake-autherrcode")
                .or(() -> headers.firstValue("handshake-status"))
                .orElseGet(() -> String.valueOf(refused.getResponse().statusCode()));
    }

    /** As Feishu last said. */
    ConnectionSettings settings() {
        return settings;
    }

    /** Pings as Feishu wants it, until the connection is lost; says why. */
    ConnectionLost untilLost() throws InterruptedException {
        while (true) {
            var every = settings.pingInterval();
            send(Frame.ping(service));
            try {
                return lost.get(every.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - lastHeard > every.multipliedBy(2).toNanos()) {
                    lose(ConnectionLost.silent());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("Nobody fails this", e);
            }
        }
    }

    /** Ends it in an orderly way. */
    void close() {
        var open = socket;
        if (open != null && lost.complete(ConnectionLost.closed())) {
            try {
                open.sendClose(WebSocket.NORMAL_CLOSURE, "").get(1, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("the long connection did not close by itself", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            open.abort();
        }
    }

    private void lose(ConnectionLost why) {
        if (lost.complete(why) && socket != null) {
            socket.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        if (lost.isDone()) {
            // Nobody waits for it any more.
            opened.abort();
        } else {
            opened.request(AT_ONCE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        lastHeard = System.nanoTime();
        if (partial.size() + data.remaining() > LARGEST_FRAME) {
            lose(ConnectionLost.broken());
            return null;
        }
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (!last) {
            from.request(1);
            return null;
        }
        var message = partial.toByteArray();
        partial.reset();
        workers.execute(() -> {
            try {
                take(FrameCodec.decode(message));
            } catch (IOException e) {
                lose(ConnectionLost.broken());
            } finally {
                from.request(1);
            }
        });
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        lose(ConnectionLost.closed());
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        lose(ConnectionLost.broken());
    }

    private void take(Frame frame) {
        var type = frame.header("type").orElse("");
        if (frame.method() == Frame.CONTROL) {
            if (type.equals("pong") && !frame.payload().isEmpty()) {
                follow(frame.payload());
            }
        } else if (frame.method() == Frame.DATA && type.equals("event")) {
            takeEvent(frame);
        } else if (frame.method() == Frame.DATA) {
            // A card or whatever else: nobody here waits for it, and Feishu need not send it again.
            acknowledge(frame, System.nanoTime(), true);
        }
    }

    private void takeEvent(Frame frame) {
        var began = System.nanoTime();
        try {
            var whole = fragments.add(frame);
            if (whole.isPresent()) {
                acknowledge(frame, began, events.keep(whole.get()));
            }
        } catch (IllegalArgumentException e) {
            acknowledge(frame, began, false);
        }
    }

    private void follow(ByteString config) {
        try {
            var sent = json.readTree(config.toByteArray());
            if (sent != null && sent.isObject()) {
                settings = ConnectionSettings.of(sent);
            }
        } catch (IOException e) {
            LOG.debug("a pong that says nothing", e);
        }
    }

    private void acknowledge(Frame frame, long began, boolean taken) {
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        send(frame.answered(millis, answer(taken ? TAKEN : NOT_TAKEN)));
    }

    private ByteString answer(int code) {
        try {
            var body = json.createObjectNode().put("code", code).putNull("headers");
            return ByteString.copyFrom(json.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Two fields can be written", e);
        }
    }

    /** One at a time, as the WebSocket wants it. */
    private void send(Frame frame) {
        var open = socket;
        if (open == null || lost.isDone()) {
            return;
        }
        sending.lock();
        try {
            open.sendBinary(ByteBuffer.wrap(FrameCodec.encode(frame)), true).get(SEND.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            lose(ConnectionLost.broken());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sending.unlock();
        }
    }
}
