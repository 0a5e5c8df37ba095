package pro.jit.orgsync.outbox;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import pro.jit.local.server.FreePort;
import pro.jit.local.server.KafkaServer;
import pro.jit.local.server.TcpRelay;
import pro.jit.local.server.TestServers;

/**
 * A database and a Kafka for one class of tests alone, which it can take away: its field {@code outage} takes {@code stop kafka}, {@code start
 * postgres}, and so on. One of our topics is there already, made by somebody who did not know what it is for.
 */
public class OwnBroker implements QuarkusTestResourceLifecycleManager {
    /** Where the database is for those from whom it is not taken away. */
    static final String DIRECT_DATABASE = "test.direct-db-url";

    static final String FOREIGN_TOPIC = "jit.org.departments";

    private final int kafkaPort = FreePort.find();
    private final int controllerPort = FreePort.find();
    private final Path kafkaData = temporaryDirectory();
    private @Nullable KafkaServer kafka;
    private @Nullable TcpRelay database;

    /** After the resources of other tests, which are there in all of them: what is told here wins. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        var direct = TestServers.newDatabase("outbox");
        var address = URI.create(direct.jdbcUrl().substring("jdbc:".length()));
        var relay = new TcpRelay(address.getPort());
        database = relay;
        var started = KafkaServer.start(kafkaData, kafkaPort, controllerPort);
        kafka = started;
        try (var admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(FOREIGN_TOPIC, 2, (short) 1)
                            .configs(Map.of("cleanup.policy", "delete", "retention.ms", "600000"))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "jit.db-url",
                "jdbc:postgresql://127.0.0.1:" + relay.port() + address.getPath(),
                DIRECT_DATABASE,
                direct.jdbcUrl(),
                "kafka.bootstrap.servers",
                started.bootstrapServers(),
                "jit.outbox.delivery-timeout",
                "PT3S");
    }

    private synchronized void order(String order) {
        switch (order) {
            case "stop kafka" -> stopKafka();
            case "start kafka" -> {
                stopKafka();
                kafka = KafkaServer.start(kafkaData, kafkaPort, controllerPort);
            }
            case "stop postgres" -> relay().cut();
            case "start postgres" -> relay().restore();
            default -> throw new IllegalArgumentException(order);
        }
    }

    private TcpRelay relay() {
        if (database == null) {
            throw new IllegalStateException("not started");
        }
        return database;
    }

    private void stopKafka() {
        var running = kafka;
        kafka = null;
        if (running != null) {
            running.close();
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("jit-test-outbox-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<String> control = this::order;
        injector.injectIntoFields(control, field -> field.getName().equals("outage"));
    }

    @Override
    public void stop() {
        relay().close();
        stopKafka();
    }
}
