package pro.jit.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;

/**
 * What one service reads from its environment, taken from the service as it was compiled: its {@code @ConfigMapping} interfaces, its
 * {@code @ConfigProperty} names, the names and expressions of its application.properties, what its {@code RequiredSettings} asks for, and, of the
 * gateway, the secrets of its {@code BuiltInClients}.
 */
final class ServiceSettings {
    private static final DotName CONFIG_MAPPING = DotName.createSimple("io.smallrye.config.ConfigMapping");
    private static final DotName WITH_NAME = DotName.createSimple("io.smallrye.config.WithName");
    private static final DotName WITH_DEFAULT = DotName.createSimple("io.smallrye.config.WithDefault");
    private static final DotName CONFIG_PROPERTY =
            DotName.createSimple("org.eclipse.microprofile.config.inject.ConfigProperty");
    private static final DotName SCHEDULED = DotName.createSimple("io.quarkus.scheduler.Scheduled");
    private static final Pattern EXPRESSION = Pattern.compile("\\$?\\{([A-Za-z][A-Za-z0-9._-]*)[}:]");
    private static final Pattern UPPERCASE = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Map<String, String> PACKAGES = Map.of(
            "auth-gateway",
            "pro.jit.gateway",
            "org-sync-service",
            "pro.jit.orgsync",
            "permission-service",
            "pro.jit.permission");

    private final String service;
    private final Path classes;
    private final Properties properties;
    private final IndexView index;

    ServiceSettings(String service) throws IOException {
        this.service = service;
        this.classes = Path.of("..", "..", service, "target", "classes");
        this.properties = new Properties();
        try (var reader = Files.newBufferedReader(classes.resolve("application.properties"))) {
            properties.load(reader);
        }
        this.index = index(classes);
    }

    /** Every name an environment variable of this service may have, as the environment spells it. */
    Set<String> environmentNames() throws IOException {
        var names = new HashSet<String>();
        for (var name : properties.stringPropertyNames()) {
            names.add(name);
            expressions(properties.getProperty(name)).forEach(names::add);
        }
        for (var mapping : index.getAnnotations(CONFIG_MAPPING)) {
            var prefix = mapping.value("prefix").asString();
            mapping.target().asClass().methods().forEach(method -> names.add(prefix + "." + property(method)));
        }
        index.getAnnotations(CONFIG_PROPERTY)
                .forEach(property -> names.add(property.value("name").asString()));
        for (var scheduled : index.getAnnotations(SCHEDULED)) {
            expressions(scheduled.value("every").asString()).forEach(names::add);
        }
        names.addAll(missing(new SmallRyeConfigBuilder().build()));
        if (service.equals("auth-gateway")) {
            builtInClients().forEach(client -> names.add("jit.client." + client + ".secret"));
        }
        return names.stream().map(ServiceSettings::environmentName).collect(Collectors.toSet());
    }

    /** The default of a setting of a {@code @ConfigMapping}; empty if it has none or is not there. */
    Optional<String> defaultOf(String prefix, String property) {
        return index.getAnnotations(CONFIG_MAPPING).stream()
                .filter(mapping -> mapping.value("prefix").asString().equals(prefix))
                .flatMap(mapping -> mapping.target().asClass().methods().stream())
                .filter(method -> property(method).equals(property))
                .map(method -> method.annotation(WITH_DEFAULT))
                .map(annotation -> annotation.value().asString())
                .findFirst();
    }

    /** What the service would refuse to start for with this environment, as it says itself. */
    List<String> missing(Map<String, String> environment) throws IOException {
        var config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(asMap(properties), "application.properties", 250))
                .build();
        return missing(config);
    }

    @SuppressWarnings("unchecked")
    private List<String> missing(SmallRyeConfig config) throws IOException {
        try (var loader = loader()) {
            var settings = loader.loadClass(PACKAGES.get(service) + ".RequiredSettings");
            var missing = settings.getDeclaredMethod("missing", Config.class);
            missing.setAccessible(true);
            return (List<String>) missing.invoke(null, config);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(service + " does not say what it requires", e);
        }
    }

    private Set<?> builtInClients() throws IOException {
        try (var loader = loader()) {
            var scopes =
                    loader.loadClass("pro.jit.gateway.client.BuiltInClients").getDeclaredField("SCOPES");
            scopes.setAccessible(true);
            return ((Map<?, ?>) scopes.get(null)).keySet();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The gateway does not say which clients it has", e);
        }
    }

    private URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, ServiceSettings.class.getClassLoader());
    }

    /** Settings of Quarkus' core that may be set when a service starts. */
    static Set<String> quarkusAtRunTime() throws IOException {
        try (var model =
                ServiceSettings.class.getResourceAsStream("/META-INF/quarkus-config-doc/quarkus-config-model.json")) {
            return new ObjectMapper()
                    .readTree(model).findParents("phase").stream()
                            .filter(item -> item.path("phase").asText().equals("RUN_TIME"))
                            .map(item -> item.at("/path/environmentVariable"))
                            .map(JsonNode::asText)
                            .collect(Collectors.toSet());
        }
    }

    /** A property's name as the environment spells it: MicroProfile Config, environment variables mapping rules. */
    static String environmentName(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String property(MethodInfo method) {
        AnnotationInstance named = method.annotation(WITH_NAME);
        return named != null
                ? named.value().asString()
                : UPPERCASE.matcher(method.name()).replaceAll("$1-$2").toLowerCase(Locale.ROOT);
    }

    private static List<String> expressions(String value) {
        return EXPRESSION.matcher(value).results().map(found -> found.group(1)).toList();
    }

    private static Map<String, String> asMap(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static Index index(Path classes) throws IOException {
        var indexer = new Indexer();
        try (var files = Files.walk(classes)) {
            for (var file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".class"))::iterator) {
                try (var stream = Files.newInputStream(file)) {
                    indexer.index(stream);
                }
            }
        }
        return indexer.complete();
    }
}
