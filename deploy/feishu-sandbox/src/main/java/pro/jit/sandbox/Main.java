package pro.jit.sandbox;

import java.util.concurrent.CountDownLatch;

/** Runs the sandbox until it is told to stop. */
public final class Main {
    private static final String USAGE = """
            Usage: java -jar feishu-sandbox.jar [options]

              --port N        listen on this port (FEISHU_SANDBOX_PORT, default 8090; 0 = any)
              --host NAME     listen on this address (FEISHU_SANDBOX_HOST, default localhost)
              --lark-port N   play Lark beside Feishu, on this port (FEISHU_SANDBOX_LARK_PORT; 0 = any)
              --origin URL    reached by others under this origin (FEISHU_SANDBOX_ORIGIN, default http://localhost:<port>)
              --no-limits     do not limit calls
              --people N      generate a company of 1 to 100000 people (FEISHU_SANDBOX_PEOPLE)
              --departments N in 0 to 5000 departments (FEISHU_SANDBOX_DEPARTMENTS, default one for every 20 people)
              --seed N        and this one of all such companies (FEISHU_SANDBOX_SEED, default 1)
            """;

    private Main() {}

    /** Starts it; returns when the process is told to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        // Netty's way past the JVM's memory accounting gains nothing here, and newer JVMs warn about it.
        System.setProperty("io.netty.noUnsafe", "true");
        SandboxConfig config;
        try {
            config = configure(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
            return;
        }
        var sandbox = FeishuSandbox.start(config);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            sandbox.close();
            stopped.countDown();
        }));
        System.out.println("The Feishu sandbox is ready  origin=" + sandbox.origin());
        stopped.await();
    }

    static SandboxConfig configure(String... arguments) {
        var config = SandboxConfig.anyPort()
                .onPort(port(environment("FEISHU_SANDBOX_PORT", "8090")))
                .onHost(environment("FEISHU_SANDBOX_HOST", "localhost"));
        var origin = System.getenv("FEISHU_SANDBOX_ORIGIN");
        if (origin != null) {
            config = config.reachedAt(origin);
        }
        var larkPort = System.getenv("FEISHU_SANDBOX_LARK_PORT");
        if (larkPort != null) {
            config = config.withLark(port(larkPort));
        }
        var size = new SizeOptions(System.getenv());
        for (int i = 0; i < arguments.length; i++) {
            config = switch (arguments[i]) {
                case "--no-limits" -> config.withoutLimits();
                case "--port" -> config.onPort(port(value(arguments, ++i)));
                case "--lark-port" -> config.withLark(port(value(arguments, ++i)));
                case "--host" -> config.onHost(value(arguments, ++i));
                case "--origin" -> config.reachedAt(value(arguments, ++i));
                case "--people", "--departments", "--seed" -> {
                    size.set(arguments[i], value(arguments, i + 1));
                    i++;
                    yield config;
                }
                default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
            };
        }
        return size.toSize().map(config::with).orElse(config);
    }

    private static String environment(String name, String otherwise) {
        var value = System.getenv(name);
        return value == null ? otherwise : value;
    }

    private static String value(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " wants a value");
        }
        return arguments[index];
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no port", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no port");
    }
}
