package pro.jit.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;
import pro.jit.gateway.InstalledProgram;
import pro.jit.gateway.TestCertificate;
import pro.jit.local.server.FreePort;

/** A real nginx over a recipe in which the addresses alone are changed. */
final class NginxServer {
    private final Process process;
    private final int port;

    private NginxServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    static NginxServer start(Path folder, String recipe, int gatewayPort, int applicationPort) throws Exception {
        var port = FreePort.find();
        TestCertificate.write(folder, "apps.example.com");
        var changed = new LinkedHashMap<String, String>();
        changed.put("127.0.0.1:8080", "127.0.0.1:" + gatewayPort);
        changed.put("127.0.0.1:8091", "127.0.0.1:" + applicationPort);
        changed.put("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
        changed.put("/etc/nginx/tls/apps.example.com", folder.resolve("tls").toString());
        var site = recipe;
        for (var change : changed.entrySet()) {
            assertThat(site).contains(change.getKey());
            site = site.replace(change.getKey(), change.getValue());
        }
        Files.writeString(folder.resolve("jit.conf"), site);
        Files.writeString(folder.resolve("nginx.conf"), main(folder));
        var process = new ProcessBuilder(
                        InstalledProgram.path("nginx", "nginx-light"),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        var server = new NginxServer(process, port);
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive() || listens(port));
        assertThat(process.isAlive()).as(() -> output(folder)).isTrue();
        return server;
    }

    private static String main(Path folder) {
        var owner = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        return owner + """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    include %1$s/jit.conf;
                }
                """.formatted(folder);
    }

    private static String output(Path folder) {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
