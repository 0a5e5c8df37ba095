package pro.jit.sandbox;

import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.event.EventDispatcher;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An application's request URL, behind which Feishu's own SDK decrypts, checks signatures and answers. */
final class Receiver implements AutoCloseable {
    static final String TOKEN = "verification-token-1";

    /**
     * What was posted.
     *
     * @param headers with names in lower case
     * @param plain the decrypted body
     * @param judgment the HTTP status that the SDK gave it
     */
    record Push(Map<String, List<String>> headers, String body, JsonObject plain, int judgment) {
        String type() {
            return plain.getJsonObject("header").getString("event_type");
        }

        String id() {
            return plain.getJsonObject("header").getString("event_id");
        }

        JsonObject event() {
            return plain.getJsonObject("event");
        }
    }

    final BlockingQueue<Push> challenges = new LinkedBlockingQueue<>();
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final EventDispatcher dispatcher;
    private final HttpServer server;
    private volatile int status = 200;
    private volatile boolean silent;

    private Receiver(EventDispatcher dispatcher) {
        this.dispatcher = dispatcher;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/events", this::receive);
        server.start();
    }

    /** One that does nothing with the events; an empty key expects them plain and unsigned. */
    static Receiver with(String encryptKey) {
        return judgedBy(EventDispatcher.newBuilder(TOKEN, encryptKey).build());
    }

    static Receiver judgedBy(EventDispatcher dispatcher) {
        return new Receiver(dispatcher);
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/events";
    }

    /** From now on answers events with this status, whatever the SDK says; challenges are answered as before. */
    void answer(int newStatus) {
        status = newStatus;
    }

    /** From now on does not answer at all. */
    void beSilent() {
        silent = true;
    }

    /** The next event; waits for it. */
    Push next() {
        try {
            var push = pushes.poll(20, TimeUnit.SECONDS);
            if (push == null) {
                throw new AssertionError("No event came");
            }
            return push;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many events have come that {@link #next} has not told of. */
    int waiting() {
        return pushes.size();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var request = new EventReq();
        var headers = new HashMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        request.setHeaders(headers);
        request.setBody(body);
        request.setHttpPath("/events");
        try {
            var judged = dispatcher.handle(request);
            var plain = new JsonObject(dispatcher.decryptEvent(dispatcher.parseReq(request)));
            var push = new Push(headers, new String(body, StandardCharsets.UTF_8), plain, judged.getStatusCode());
            var isChallenge = "url_verification".equals(plain.getString("type"));
            (isChallenge ? challenges : pushes).add(push);
            if (silent) {
                closed.await();
            }
            var answer = judged.getBody();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(isChallenge ? judged.getStatusCode() : status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            throw new IllegalStateException("Not even the SDK's answer", e);
        } finally {
            exchange.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
