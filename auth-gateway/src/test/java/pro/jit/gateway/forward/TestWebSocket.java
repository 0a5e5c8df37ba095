package pro.jit.gateway.forward;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The application's end of a WebSocket, by hand (RFC 6455): says who the gateway says is there, then repeats what it hears; at {@code /deaf-socket}, hears nothing.
 *
 * <p>Vert.x has one too, but not in a JVM in which a Quarkus application without WebSockets has been started before: that sets
 * {@code vertx.disableWebsockets} for all, and a handshake becomes a request like any other.
 */
final class TestWebSocket {
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte TEXT = (byte) 0x81;
    private static final int MASK_AT = 2;
    private static final int CONTENT_AT = 6;

    /** So many bytes {@code /hungry-socket} takes before it says so. */
    static final int HUNGER = 3 * 1024 * 1024;

    private TestWebSocket() {}

    static void accept(HttpServerRequest request) {
        request.response()
                .putHeader("Connection", "Upgrade")
                .putHeader("Upgrade", "websocket")
                .putHeader("Set-Cookie", "jit_session=stolen; Path=/")
                .putHeader("Sec-WebSocket-Accept", sha1(request.getHeader("Sec-WebSocket-Key") + ACCEPT));
        request.toNetSocket().onSuccess(socket -> {
            socket.closeHandler(closed -> TestUpstream.closed(request));
            if (request.path().endsWith("/deaf-socket")) {
                socket.pause();
                TestUpstream.tick(request, () -> socket.write(frame(new byte[0])));
                return;
            }
            if (request.path().endsWith("/hungry-socket")) {
                var taken = new long[1];
                socket.handler(piece -> {
                    taken[0] += piece.length();
                    if (taken[0] == HUNGER) {
                        socket.write(frame("taken".getBytes(StandardCharsets.UTF_8)));
                    }
                });
                return;
            }
            socket.handler(frame -> socket.write(frame(content(frame))));
            socket.write(frame(("member " + request.getHeader("X-Jit-Member-Id")).getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static Buffer frame(byte[] content) {
        return Buffer.buffer()
                .appendByte(TEXT)
                .appendByte((byte) content.length)
                .appendBytes(content);
    }

    /** Of a short frame, which is masked as all of a client's are. */
    private static byte[] content(Buffer frame) {
        var content = frame.getBytes(CONTENT_AT, CONTENT_AT + (frame.getByte(1) & 0x7f));
        for (var index = 0; index < content.length; index++) {
            content[index] ^= frame.getByte(MASK_AT + index % 4);
        }
        return content;
    }

    private static String sha1(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
