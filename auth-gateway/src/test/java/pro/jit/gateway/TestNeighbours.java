package pro.jit.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** Chooses the ports of {@link Neighbours} before the gateway starts, which is told to find them there. */
public class TestNeighbours implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        for (var name : new String[] {"open", "accounts", "passport", "org-sync", "permission"}) {
            var port = freePort();
            config.put("test.port." + name, Integer.toString(port));
            var address = "http://localhost:" + port;
            switch (name) {
                case "org-sync" -> config.put("jit.org-sync-base-url", address);
                case "permission" -> config.put("jit.permission-base-url", address);
                default -> config.put("jit.feishu." + name + "-base-url", address);
            }
        }
        config.put("jit.feishu.qr-sdk-url", "http://sdk.example:9/qr.js");
        config.put("jit.limits.enabled", "false");
        return config;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
