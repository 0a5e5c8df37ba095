package pro.jit.permission.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import pro.jit.local.server.TestServers;

/** A real PostgreSQL and Kafka, the sibling services' stand-in, and a key that signs tokens for tests. */
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    private @Nullable Siblings siblings;

    @Override
    public Map<String, String> start() {
        var keys = newKeys();
        var running = Siblings.start(jwks((ECPublicKey) keys.getPublic()));
        siblings = running;
        var database = TestServers.newDatabase("permission");
        var kafka = TestServers.kafkaBootstrapServers();
        makeTopics(kafka);
        var settings = new HashMap<String, String>();
        settings.put("jit.public-origin", "https://sso.example.test");
        settings.put("jit.gateway-base-url", running.origin());
        settings.put("jit.org-sync-base-url", running.origin());
        settings.put("jit.db-url", database.jdbcUrl());
        settings.put("jit.db-user", database.username());
        settings.put("jit.db-password", database.password());
        settings.put("jit.client-permission-service-secret", "a-secret-of-tests");
        // Longer than usual, so that an answer that is given is never too late on a busy machine; what holds outside
        // tests is the default.
        settings.put("jit.permission.directory.refresh-wait", "PT5S");
        settings.put("quarkus.rest-client.org-sync.read-timeout", "60000");
        settings.put("jit.permission.directory.rebuild-settle", "PT1S");
        settings.put("jit.permission.access-requests.open-per-application", "5");
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put(
                "test.signing-key",
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
        return settings;
    }

    private static void makeTopics(String kafka) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic("jit.org.organizations", 2, (short) 1),
                            new NewTopic("jit.org.departments", 2, (short) 1),
                            new NewTopic("jit.org.members", 2, (short) 1)))
                    .all()
                    .get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String jwks(ECPublicKey key) {
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"test\",\"x\":\""
                + coordinate(key.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(key.getW().getAffineY()) + "\"}]}";
    }

    private static String coordinate(BigInteger value) {
        var bytes = new byte[32];
        var given = value.toByteArray();
        var length = Math.min(32, given.length);
        System.arraycopy(given, given.length - length, bytes, 32 - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void stop() {
        if (siblings != null) {
            siblings.close();
        }
    }
}
