package pro.jit.gateway.openid;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import pro.jit.local.server.FreePort;

/** A gateway whose public origin is where it really listens, as a program that follows its discovery document needs it. */
public class ApacheEnvironment implements QuarkusTestResourceLifecycleManager {
    /** After the resources that are there in all tests: what is told here wins. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        var port = Integer.toString(FreePort.find());
        return Map.of("quarkus.http.test-port", port, "jit.public-origin", "http://localhost:" + port);
    }

    @Override
    public void stop() {}
}
