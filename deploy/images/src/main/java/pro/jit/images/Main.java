package pro.jit.images;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an image of a service as a tar that {@code docker load}, {@code podman load} and {@code ctr image import} take.
 *
 * <pre>java -jar jit-images.jar --app auth-gateway/target/quarkus-app --name jit/auth-gateway:0.1.0 --port 8080 --output auth-gateway.tar</pre>
 *
 * <p>{@code --jre} names a JRE to use; without it, one is cut from the running JDK. {@code SOURCE_DATE_EPOCH} (seconds) is the time the image says it was
 * made; without it, 1970. Beside the output, {@code layers}, {@code aot} and the JRE are kept for the next image.
 *
 * <pre>java -jar jit-images.jar train --app /app --jre /opt/java --output app.aot</pre>
 *
 * <p>makes the service's AOT cache alone, for an image that something else builds.
 */
public final class Main {
    private static final Set<String> OF_IMAGE = Set.of("--app", "--name", "--port", "--output");
    private static final Set<String> OF_TRAINING = Set.of("--app", "--jre", "--output");

    private static final int HIGHEST_PORT = 65_535;

    private Main() {}

    /** Exit code 2 for arguments that are not understood. */
    public static void main(String[] arguments) throws Exception {
        try {
            if (arguments.length > 0 && arguments[0].equals("train")) {
                train(parse(List.of(arguments).subList(1, arguments.length), OF_TRAINING, Set.of()));
            } else {
                image(parse(List.of(arguments)), created(System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "0")));
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void train(Map<String, String> options) throws IOException {
        TrainingRun.write(
                Path.of(required(options, "--app")),
                Path.of(required(options, "--jre")),
                Path.of(required(options, "--output")));
    }

    private static void image(Map<String, String> options, Instant created) throws IOException {
        var output = Path.of(required(options, "--output"));
        var app = Path.of(required(options, "--app"));
        var named = Optional.ofNullable(options.get("--jre")).map(Path::of);
        var jre = named.isPresent() ? named.get() : Jre.linkedBeside(output);
        var image = new ServiceImage(
                required(options, "--name"),
                app,
                jre,
                AotCache.keptIn(output.toAbsolutePath().resolveSibling("aot"), app, jre),
                Integer.parseInt(required(options, "--port")),
                created);
        System.out.println(image.writeTo(output, output.toAbsolutePath().resolveSibling("layers")) + "  " + output);
    }

    /**
     * The time of {@code SOURCE_DATE_EPOCH}.
     *
     * @throws IllegalArgumentException if it is no number of seconds
     */
    static Instant created(String seconds) {
        if (!seconds.matches("[0-9]{1,11}")) {
            throw new IllegalArgumentException("SOURCE_DATE_EPOCH wants seconds since 1970");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /**
     * Reads what an image is made of.
     *
     * @throws IllegalArgumentException naming what is missing, unknown or not understood
     */
    static Map<String, String> parse(List<String> arguments) {
        var options = parse(arguments, OF_IMAGE, Set.of("--jre"));
        var port = required(options, "--port");
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new IllegalArgumentException("--port wants a number from 1 to 65535");
        }
        if (!required(options, "--name").matches("[a-z0-9./_:-]+:[0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("--name wants a version, as in jit/auth-gateway:0.1.0");
        }
        return options;
    }

    /** Reads {@code --name value} pairs. */
    private static Map<String, String> parse(List<String> arguments, Set<String> wanted, Set<String> optional) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!wanted.contains(name) && !optional.contains(name)) {
                throw new IllegalArgumentException("Unknown option " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " wants a value");
            }
            options.put(name, arguments.get(i + 1));
        }
        wanted.stream()
                .sorted()
                .filter(name -> !options.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + " is missing");
                });
        return Map.copyOf(options);
    }

    private static String required(Map<String, String> options, String name) {
        var value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
