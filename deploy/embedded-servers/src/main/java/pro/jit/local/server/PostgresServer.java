package pro.jit.local.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** One PostgreSQL server on loopback, from Maven artifacts. Closing it stops the server and keeps the data. */
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "postgres";
    private static final int NAME_LIMIT = 63;

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * Starts a server, initializing {@code dataDirectory} the first time.
     *
     * @param port 0 for any free port
     * @throws UncheckedIOException when it does not come up within a minute
     */
    public static PostgresServer start(Path dataDirectory, int port) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(dataDirectory)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("timezone", "UTC")
                    .setPort(port == 0 ? FreePort.find() : port);
            return new PostgresServer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + dataDirectory, e);
        }
    }

    /** The TCP port it listens on. */
    public int port() {
        return postgres.getPort();
    }

    /**
     * The database of that name, created when it is not there.
     *
     * @param name lower-case letters, digits and underscores
     * @throws IllegalStateException when the server refuses to create it
     */
    public Database database(String name) {
        if (!name.matches("[a-z][a-z0-9_]*") || name.length() > NAME_LIMIT) {
            throw new IllegalArgumentException("Not a database name: " + name);
        }
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var exists = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var create = connection.createStatement()) {
            exists.setString(1, name);
            try (var found = exists.executeQuery()) {
                if (!found.next()) {
                    create.execute("create database " + name);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + name + " could not be created", e);
        }
        return new Database("jdbc:postgresql://127.0.0.1:" + port() + "/" + name, SUPERUSER, PASSWORD);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop cleanly", e);
        }
    }
}
