package pro.jit.gateway.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Bytes as a client of no good manners sends them. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    private final Socket socket;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    public static RawConnection to(URI server) throws IOException {
        return new RawConnection(new Socket(server.getHost(), server.getPort()));
    }

    /** With TLS, whoever answers. */
    static RawConnection tls(int port) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return new RawConnection(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Lines as HTTP wants them. */
    static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    /** Whether the other side has not ended, and has said nothing more either. */
    boolean isOpen() throws IOException {
        socket.setSoTimeout(300);
        try {
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** All until the other side ends. */
    public String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** All until this has been read. */
    String readUntil(String end) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads so many bytes, of no interest; answers how many there were. */
    long skip(long bytes) throws IOException {
        var buffer = new byte[65_536];
        var skipped = 0L;
        while (skipped < bytes) {
            var read = socket.getInputStream().read(buffer, 0, (int) Math.min(buffer.length, bytes - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
