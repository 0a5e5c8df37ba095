package pro.jit.permission.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import pro.jit.permission.testing.Company;
import pro.jit.permission.testing.EventLog;
import pro.jit.permission.testing.Locks;
import pro.jit.permission.testing.Permission;
import pro.jit.permission.testing.RealServers;

/** More replicas, as processes of their own, on the database and the topics of the service under test; each topic has two partitions. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ReplicaReadinessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Inject
    Config config;

    @Inject
    EventLog log;

    @Inject
    Permission permission;

    @Inject
    Locks locks;

    @Inject
    Jdbi jdbi;

    @Test
    void ofThreeReplicasForTwoPartitionsTheOneThatReadsNoneIsReadyToo() {
        known(new Company("three-replicas"));

        try (var second = new Replica();
                var third = new Replica()) {
            second.awaitReadiness("\"state\": \"current\"");
            third.awaitReadiness("\"state\": \"current\"");
        }
    }

    @Test
    void aReplicaThatStartsOnAnOldDirectoryIsNotReadyBeforeItHasCaughtUp() {
        var company = new Company("old-directory");
        known(company);

        try (var late = jdbi.inTransaction(handle -> {
            locks.holdTurn(handle, company);
            log.send(company.member("li", "frozen"));
            var started = new Replica();
            started.awaitReadiness("\"state\": \"starting\"");
            return started;
        })) {
            late.awaitReadiness("\"state\": \"current\"");
            permission.awaitReason(company, "li", "member-inactive");
        }
    }

    private void known(Company company) {
        log.send(company.organization("active"), company.member("li", "active"));
        permission.awaitReason(company, "li", "not-authorized");
    }

    /** The packaged service. */
    private final class Replica implements AutoCloseable {
        private final int port = freePort();
        private final Process process;

        Replica() {
            var command = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx192m",
                            "-XX:TieredStopAtLevel=1",
                            "-Dquarkus.http.port=" + port,
                            "-jar",
                            Path.of("target", "quarkus-app", "quarkus-run.jar").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            var environment = command.environment();
            environment.clear();
            environment.put("JIT_PUBLIC_ORIGIN", value("jit.public-origin"));
            environment.put("JIT_GATEWAY_BASE_URL", value("jit.gateway-base-url"));
            environment.put("JIT_ORG_SYNC_BASE_URL", value("jit.org-sync-base-url"));
            environment.put("JIT_DB_URL", value("jit.db-url"));
            environment.put("JIT_DB_USER", value("jit.db-user"));
            environment.put("JIT_DB_PASSWORD", value("jit.db-password"));
            environment.put("JIT_CLIENT_PERMISSION_SERVICE_SECRET", value("jit.client-permission-service-secret"));
            environment.put("KAFKA_BOOTSTRAP_SERVERS", value("kafka.bootstrap.servers"));
            environment.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "4");
            try {
                process = command.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitReadiness(String said) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> assertThat(readiness())
                    .contains(said)
                    .contains(said.contains("current") ? "200" : "503"));
        }

        private String readiness() throws Exception {
            assertThat(process.isAlive()).isTrue();
            try (var client = HttpClient.newHttpClient()) {
                var ready = URI.create("http://localhost:" + port + "/q/health/ready");
                var answer = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
                return answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                return "not there yet";
            }
        }

        private String value(String name) {
            return config.getValue(name, String.class);
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
