package pro.jit.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import pro.jit.local.server.FreePort;

/** The loopback ports of the stack, each changeable by {@code --port-<name>}. */
record Ports(Map<String, Integer> byName) {
    /** Any free port: for a part that nobody has to know the address of in advance. */
    private static final int ANY = 0;

    private static final Map<String, Integer> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("gateway", 8080);
        DEFAULTS.put("org-sync", 8081);
        DEFAULTS.put("permission", 8082);
        DEFAULTS.put("sandbox", 8090);
        DEFAULTS.put("sandbox-lark", ANY);
        DEFAULTS.put("sample-app", 8091);
        DEFAULTS.put("postgres", 15432);
        DEFAULTS.put("kafka", 19092);
        DEFAULTS.put("kafka-controller", 19093);
    }

    Ports {
        byName = Map.copyOf(byName);
    }

    static Ports defaults() {
        return new Ports(DEFAULTS);
    }

    static boolean isName(String name) {
        return DEFAULTS.containsKey(name);
    }

    Ports with(String name, int port) {
        var changed = new LinkedHashMap<>(byName);
        changed.put(name, port);
        if (name.equals("kafka") && of("kafka-controller") == defaults().of("kafka-controller")) {
            changed.put("kafka-controller", port + 1);
        }
        return new Ports(changed);
    }

    int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("No port is called " + name);
        }
        return port;
    }

    String origin(String name) {
        return "http://localhost:" + of(name);
    }

    /**
     * The same with a free port wherever any will do.
     *
     * @throws CommandFailure with the name of the first port that somebody else holds
     */
    Ports free() {
        var found = new LinkedHashMap<String, Integer>();
        DEFAULTS.keySet().forEach(name -> found.put(name, free(name)));
        return new Ports(found);
    }

    private int free(String name) {
        if (of(name) == ANY) {
            return FreePort.find();
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), of(name)));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailure(
                    "Port " + of(name) + " (" + name + ") is in use. Free it, or choose another with --port-" + name
                            + ".",
                    e);
        }
    }
}
