package pro.jit.local.server;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker and controller (KRaft) inside this JVM, on loopback. The classes it starts are Kafka's internal ones, which is why
 * nothing else may touch them.
 */
public final class KafkaServer implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;
    private final int port;

    private KafkaServer(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker, formatting {@code dataDirectory} the first time.
     *
     * @param port where clients connect; 0 for any free port
     * @param controllerPort where the controller listens; keep it the same over restarts; 0 for any free port
     * @throws IllegalStateException when the directory cannot be formatted or the broker does not come up
     */
    public static KafkaServer start(Path dataDirectory, int port, int controllerPort) {
        int clientPort = port == 0 ? FreePort.find() : port;
        int raftPort = controllerPort == 0 ? FreePort.find() : controllerPort;
        try {
            if (!Files.exists(dataDirectory.resolve("meta.properties"))) {
                format(dataDirectory);
            }
            var server = new KafkaRaftServer(
                    new KafkaConfig(properties(dataDirectory, clientPort, raftPort), false), Time.SYSTEM);
            server.startup();
            return new KafkaServer(server, clientPort);
        } catch (Exception e) {
            throw new IllegalStateException("Kafka did not start in " + dataDirectory, e);
        }
    }

    /** {@code localhost:port}, for clients. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    private static void format(Path dataDirectory) throws Exception {
        Files.createDirectories(dataDirectory);
        var formatter = new Formatter();
        formatter.setNodeId(NODE_ID);
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setMetadataLogDirectory(dataDirectory.toString());
        formatter.addDirectory(dataDirectory.toString());
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        formatter.run();
    }

    private static Properties properties(Path dataDirectory, int port, int controllerPort) {
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE_ID)),
                Map.entry("log.dirs", dataDirectory.toString()),
                Map.entry("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort),
                Map.entry("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Together these bring a restart on kept data from 13 s to 4 s.
                Map.entry("controlled.shutdown.enable", "true"),
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500")));
        return properties;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
