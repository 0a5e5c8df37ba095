package pro.jit.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import pro.jit.local.server.TestServers;

/** The environment of a gateway under test: its own database, the tests' Kafka, and secrets that are only used here. */
public class TestEnvironment implements QuarkusTestResourceLifecycleManager {
    public static final String PUBLIC_ORIGIN = "http://localhost:8080";
    public static final String OPERATOR_SECRET = "operator-secret-of-the-tests";
    public static final String CONSOLE_PASSWORD = "password-of-the-tests";
    public static final String PERMISSION_SECRET = "permission-secret-of-the-tests";

    @Override
    public Map<String, String> start() {
        var database = TestServers.newDatabase("gateway");
        var environment = new HashMap<String, String>();
        environment.put("jit.public-origin", PUBLIC_ORIGIN);
        environment.put("jit.db-url", database.jdbcUrl());
        environment.put("jit.db-user", database.username());
        environment.put("jit.db-password", database.password());
        environment.put("kafka.bootstrap.servers", TestServers.kafkaBootstrapServers());
        environment.put("jit.encryption-keys", "1:" + "A".repeat(43) + "=");
        environment.put("jit.console-admin-password", CONSOLE_PASSWORD);
        environment.put("jit.console.admin-password-change", "false");
        environment.put("jit.client.operator.secret", OPERATOR_SECRET);
        environment.put("jit.client.permission-service.secret", PERMISSION_SECRET);
        environment.put("jit.client.org-sync-service.secret", "org-sync-secret-of-the-tests");
        environment.put("jit.limits.enabled", "false");
        environment.put("jit.revocations.heartbeat", "PT1S");
        environment.put("jit.revocations.slow-reader-after", "PT2S");
        return environment;
    }

    @Override
    public void stop() {}
}
