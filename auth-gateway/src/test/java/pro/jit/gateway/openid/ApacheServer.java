package pro.jit.gateway.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import pro.jit.gateway.InstalledProgram;
import pro.jit.gateway.TestCertificate;

/** A real Apache over a recipe in which the addresses alone are changed. */
final class ApacheServer {
    private final Process process;

    private ApacheServer(Process process) {
        this.process = process;
    }

    /**
     * Started and listening.
     *
     * @param changes what stands in the recipe, and what stands there for this test
     * @param port for TLS, as in the recipe
     * @param plainPort for http from this machine, passed on to {@code port}: the gateway trusts no certificate of a test
     * @param environment what the recipe has from Apache's environment
     */
    static ApacheServer start(
            Path folder,
            String recipe,
            Map<String, String> changes,
            int port,
            int plainPort,
            Map<String, String> environment)
            throws Exception {
        TestCertificate.write(folder, "reports.example.com");
        var site = recipe;
        for (var change : changes.entrySet()) {
            assertThat(site).contains(change.getKey());
            site = site.replace(change.getKey(), change.getValue());
        }
        Files.writeString(folder.resolve("site.conf"), site);
        Files.writeString(folder.resolve("apache2.conf"), main(folder, port, plainPort));
        var command = new ProcessBuilder(
                        InstalledProgram.path("apache2", "libapache2-mod-auth-openidc"),
                        "-d",
                        folder.toString(),
                        "-f",
                        folder.resolve("apache2.conf").toString(),
                        "-DFOREGROUND")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        command.environment().putAll(environment);
        var process = command.start();
        var server = new ApacheServer(process);
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive() || listens(port));
        assertThat(process.isAlive()).as(() -> output(folder)).isTrue();
        return server;
    }

    private static String main(Path folder, int port, int plainPort) {
        var owner = "root".equals(System.getProperty("user.name")) ? "User www-data\nGroup www-data\n" : "";
        return owner + """
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
                LoadModule auth_openidc_module /usr/lib/apache2/modules/mod_auth_openidc.so
                LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
                LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
                LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
                LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
                ServerName localhost
                PidFile %1$s/apache2.pid
                DefaultRuntimeDir %1$s
                ErrorLog %1$s/error.log
                LogLevel info auth_openidc:debug
                Listen 127.0.0.1:%2$d https
                Listen 127.0.0.1:%3$d http
                IncludeOptional %1$s/site.conf
                <VirtualHost 127.0.0.1:%3$d>
                    SSLProxyEngine on
                    SSLProxyCheckPeerName off
                    SSLProxyCheckPeerCN off
                    ProxyPass / https://127.0.0.1:%2$d/
                </VirtualHost>
                """.formatted(folder, port, plainPort);
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
