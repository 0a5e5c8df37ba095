package pro.jit.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pro.jit.local.ServiceProcess.Program;
import pro.jit.local.server.Database;
import pro.jit.local.server.FreePort;
import pro.jit.local.server.PostgresServer;

/** What each process of the stack runs, and the environment it gets. */
final class ServicePrograms {
    static final String GATEWAY = "auth-gateway";
    static final String ORG_SYNC = "org-sync-service";
    static final String PERMISSION = "permission-service";
    static final String SANDBOX = "feishu-sandbox";
    static final String SAMPLE_APP = "sample-app";

    private final UpOptions options;
    private final StackDirectory directory;
    private final StackSecrets secrets;
    private final Installation installation = Installation.fromSystemProperty();

    ServicePrograms(UpOptions options, StackDirectory directory, StackSecrets secrets) {
        this.options = options;
        this.directory = directory;
        this.secrets = secrets;
    }

    Program sandbox() {
        var arguments = new ArrayList<>(List.of(
                "--host",
                "localhost",
                "--port",
                String.valueOf(options.ports().of("sandbox")),
                "--lark-port",
                String.valueOf(options.ports().of("sandbox-lark"))));
        if (!options.limits()) {
            arguments.add("--no-limits");
        }
        return program(SANDBOX, java(installation.sandbox(), "-Xmx320m", arguments), Map.of());
    }

    Program sampleApp() {
        var environment = Map.of(
                "PORT", String.valueOf(options.ports().of("sample-app")),
                "JIT_ISSUER", gateway());
        var command = List.of(
                javaExecutable(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                installation.local().toString(),
                "pro.jit.local.sample.SampleApplication");
        return program(SAMPLE_APP, command, environment);
    }

    /**
     * One process of a service.
     *
     * @param part its service, as the ports are called
     * @param port where it listens itself
     */
    record Replica(Program program, String part, int port) {
        String origin() {
            return "http://localhost:" + port;
        }
    }

    /** Each service as often as it was asked for: alone at its port, or several at any, for somebody to stand before. */
    List<Replica> services(PostgresServer postgres, String kafka) {
        return Stream.of(
                        replicas(GATEWAY, "gateway", postgres.database("auth_gateway"), kafka),
                        replicas(ORG_SYNC, "org-sync", postgres.database("org_sync"), kafka),
                        replicas(PERMISSION, "permission", postgres.database("permission"), kafka))
                .flatMap(List::stream)
                .toList();
    }

    private List<Replica> replicas(String module, String part, Database database, String kafka) {
        if (options.replicas() == 1) {
            return List.of(replica(module, module, part, options.ports().of(part), database, kafka));
        }
        return IntStream.rangeClosed(1, options.replicas())
                .mapToObj(number -> replica(
                        module, number == 1 ? module : module + "-" + number, part, FreePort.find(), database, kafka))
                .toList();
    }

    private Replica replica(String module, String name, String part, int port, Database database, String kafka) {
        return new Replica(service(module, name, port, database, kafka), part, port);
    }

    private Program service(String module, String name, int port, Database database, String kafka) {
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.put("JIT_PUBLIC_ORIGIN", gateway());
        environment.put("JIT_GATEWAY_BASE_URL", gateway());
        environment.put("JIT_ORG_SYNC_BASE_URL", options.ports().origin("org-sync"));
        environment.put("JIT_PERMISSION_BASE_URL", options.ports().origin("permission"));
        environment.put("JIT_DB_URL", database.jdbcUrl());
        environment.put("JIT_DB_USER", database.username());
        environment.put("JIT_DB_PASSWORD", database.password());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("JIT_LIMITS_ENABLED", String.valueOf(options.limits()));
        environment.put("JIT_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");
        switch (options.feishu()) {
            case Feishu.Sandbox sandbox ->
                environment.putAll(Feishu.environmentFor(
                        URI.create(options.ports().origin("sandbox")),
                        URI.create(options.ports().origin("sandbox-lark"))));
            case Feishu.At at -> environment.putAll(Feishu.environmentFor(at.origin(), at.origin()));
            case Feishu.Real real -> {}
        }
        switch (module) {
            case GATEWAY -> {
                environment.put("JIT_ENCRYPTION_KEYS", secrets.encryptionKeys());
                environment.put("JIT_CONSOLE_ADMIN_PASSWORD", secrets.consoleAdminPassword());
                // So that stack.json stays true: the password is one of this machine's alone.
                environment.put("JIT_CONSOLE_ADMIN_PASSWORD_CHANGE", "false");
                environment.put("JIT_CLIENT_OPERATOR_SECRET", secrets.client("operator"));
                environment.put("JIT_CLIENT_ORG_SYNC_SERVICE_SECRET", secrets.client("org_sync_service"));
                environment.put("JIT_CLIENT_PERMISSION_SERVICE_SECRET", secrets.client("permission_service"));
            }
            case ORG_SYNC -> {
                environment.put("JIT_ENCRYPTION_KEYS", secrets.encryptionKeys());
                environment.put("JIT_CLIENT_ORG_SYNC_SERVICE_SECRET", secrets.client("org_sync_service"));
            }
            case PERMISSION ->
                environment.put("JIT_CLIENT_PERMISSION_SERVICE_SECRET", secrets.client("permission_service"));
            default -> throw new IllegalArgumentException(module);
        }
        return program(name, java(installation.service(module), "-Xmx384m", List.of()), environment);
    }

    private String gateway() {
        return options.ports().origin("gateway");
    }

    private Program program(String name, List<String> command, Map<String, String> environment) {
        return new Program(name, command, environment, directory.log(name));
    }

    private static List<String> java(Path jar, String heap, List<String> arguments) {
        var command = new ArrayList<>(List.of(javaExecutable(), heap, "-XX:+UseSerialGC", "-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private static String javaExecutable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
