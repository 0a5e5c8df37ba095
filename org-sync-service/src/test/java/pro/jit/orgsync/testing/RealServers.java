package pro.jit.orgsync.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pro.jit.local.server.TestServers;
import pro.jit.sandbox.FeishuSandbox;
import pro.jit.sandbox.SandboxConfig;

/** A real PostgreSQL and Kafka, the Feishu sandbox, a key that signs tokens as the gateway does, and the siblings' answers ({@link Siblings}). */
public final class RealServers implements QuarkusTestResourceLifecycleManager {
    private @Nullable FeishuSandbox sandbox;
    private @Nullable HttpServer gateway;

    private @Nullable UnsteadyFeishu way;

    @Override
    public Map<String, String> start() {
        var feishu = startSandbox();
        sandbox = feishu;
        var database = TestServers.newDatabase("orgsync");
        var settings = new HashMap<String, String>();
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            settings.put("jit.gateway-base-url", serve(jwks((ECPublicKey) keys.getPublic())));
            settings.put("jit.client-org-sync-service-secret", "test-secret");
            settings.put(
                    "test.signing-key",
                    Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
        settings.put("jit.public-origin", "https://sso.example.test");
        settings.put("jit.db-url", database.jdbcUrl());
        settings.put("jit.db-user", database.username());
        settings.put("jit.db-password", database.password());
        settings.put("kafka.bootstrap.servers", TestServers.kafkaBootstrapServers());
        settings.put("jit.encryption-keys", "7:" + Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("jit.feishu.open-base-url", feishu.origin());
        settings.put("jit.lark.open-base-url", startWay(feishu.origin()));
        settings.put("jit.feishu-client.requests-per-second", "10000");
        settings.put("jit.feishu-client.requests-per-minute", "600000");
        settings.put("jit.feishu-client.backoff", "PT0.02S");
        settings.put("jit.outbox.replication-factor", "1");
        // Tests of schedules look themselves.
        settings.put("jit.sync.schedule-check", "PT24H");
        return settings;
    }

    /**
     * The sandbox's Vert.x looks for its JSON codec in the context class loader, and its threads keep the one they were started with. In a Quarkus test that is not the loader of
     * Vert.x itself, which then rejects what it finds.
     */
    private static FeishuSandbox startSandbox() {
        var thread = Thread.currentThread();
        var loader = thread.getContextClassLoader();
        thread.setContextClassLoader(FeishuSandbox.class.getClassLoader());
        try {
            return FeishuSandbox.start(SandboxConfig.anyPort().withoutLimits());
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    private String startWay(String feishu) {
        try {
            way = UnsteadyFeishu.before(feishu);
            return way.origin();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String serve(String jwks) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/jwks.json", exchange -> {
            var body = jwks.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        SiblingStub.mount(server);
        server.start();
        gateway = server;
        return "http://localhost:" + server.getAddress().getPort();
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
        if (sandbox != null) {
            sandbox.close();
        }
        if (way != null) {
            way.close();
        }
        if (gateway != null) {
            gateway.stop(0);
        }
    }
}
