package pro.jit.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pro.jit.local.server.FreePort;
import pro.jit.local.server.KafkaServer;
import pro.jit.local.server.TcpRelay;

/**
 * What the gateway needs, each of which a test can stop and start: PostgreSQL, org-sync-service and permission-service by cutting every
 * connection to them, Kafka itself. A test's field {@code outage} takes {@code stop kafka}, {@code start postgres}, and so on.
 */
public class OutageEnvironment implements QuarkusTestResourceLifecycleManager {
    private final TestNeighbours neighbours = new TestNeighbours();
    private final Map<String, TcpRelay> relays = new ConcurrentHashMap<>();
    private final int kafkaPort = FreePort.find();
    private final int controllerPort = FreePort.find();
    private final Path kafkaData = temporaryDirectory();
    private @Nullable KafkaServer kafka;

    /** After the resources of other tests, which are there in all of them: what is told here wins. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        var environment = new HashMap<>(new TestEnvironment().start());
        environment.putAll(neighbours.start());
        for (var name : new String[] {"org-sync", "permission"}) {
            var property = "jit." + name + "-base-url";
            environment.put(
                    property,
                    "http://localhost:"
                            + relayed(
                                    name,
                                    URI.create(required(environment, property)).getPort()));
        }
        var database = URI.create(required(environment, "jit.db-url").substring("jdbc:".length()));
        environment.put(
                "jit.db-url",
                "jdbc:postgresql://127.0.0.1:" + relayed("postgres", database.getPort()) + database.getPath());
        var started = KafkaServer.start(kafkaData, kafkaPort, controllerPort);
        kafka = started;
        environment.put("kafka.bootstrap.servers", started.bootstrapServers());
        environment.put("jit.sessions-topic.not-ready-after", "PT5S");
        environment.put("jit.sessions-topic.database-after", "PT8S");
        return environment;
    }

    private int relayed(String name, int port) {
        var relay = new TcpRelay(port);
        relays.put(name, relay);
        return relay.port();
    }

    private synchronized void order(String order) {
        var words = order.split(" ", 2);
        var starts = words[0].equals("start");
        if (words[1].equals("kafka")) {
            stopKafka();
            kafka = starts ? KafkaServer.start(kafkaData, kafkaPort, controllerPort) : null;
        } else if (starts) {
            required(relays, words[1]).restore();
        } else {
            required(relays, words[1]).cut();
        }
    }

    private void stopKafka() {
        var running = kafka;
        if (running != null) {
            running.close();
        }
    }

    private static <T> T required(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("jit-test-outage-kafka");
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
        relays.values().forEach(TcpRelay::cut);
        neighbours.stop();
        stopKafka();
    }
}
