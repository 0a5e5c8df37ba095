package pro.jit.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL and one Kafka for all tests of a JVM: started when first asked for, gone with the JVM. */
public final class TestServers {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable PostgresServer postgres;
    private static @Nullable KafkaServer kafka;

    private TestServers() {}

    /** A new, empty database whose name starts with {@code prefix}. */
    public static synchronized Database newDatabase(String prefix) {
        var server = postgres;
        if (server == null) {
            var directory = temporaryDirectory("jit-test-postgres");
            server = PostgresServer.start(directory, 0);
            stopAtExit(server, directory);
            postgres = server;
        }
        return server.database(prefix + "_" + DATABASES.incrementAndGet());
    }

    /** {@code localhost:port} of the broker. Topics are made when first used. */
    public static synchronized String kafkaBootstrapServers() {
        var server = kafka;
        if (server == null) {
            var directory = temporaryDirectory("jit-test-kafka");
            server = KafkaServer.start(directory, 0, 0);
            stopAtExit(server, directory);
            kafka = server;
        }
        return server.bootstrapServers();
    }

    private static Path temporaryDirectory(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stopAtExit(AutoCloseable server, Path directory) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                server.close();
                                delete(directory);
                            } catch (Exception e) {
                                System.err.println("A test server did not stop cleanly: " + e);
                            }
                        },
                        "stop-test-server"));
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
