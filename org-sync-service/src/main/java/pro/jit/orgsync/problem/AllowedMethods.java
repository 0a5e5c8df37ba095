package pro.jit.orgsync.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which methods an address of the API knows, for the {@code Allow} of a 405 (RFC 9110 section 15.5.6): JAX-RS itself does not say. Read once from
 * the annotations of the resources.
 */
@Singleton
class AllowedMethods {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::\\s*((?:[^{}]|\\{[^{}]*})+))?}");

    /** One method of a resource and the paths it is at, of whose template so many characters are no variable. */
    private record Route(String method, Pattern path, int literals) {}

    private final List<Route> routes = new ArrayList<>();

    AllowedMethods(BeanManager beans) {
        for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            var resource = bean.getBeanClass();
            var path = resource.getAnnotation(Path.class);
            if (path != null) {
                for (var method : resource.getMethods()) {
                    var template = template(path, method.getAnnotation(Path.class));
                    var literals = VARIABLE.matcher(template).replaceAll("").length();
                    verbs(method).forEach(verb -> routes.add(new Route(verb, pattern(template), literals)));
                }
            }
        }
    }

    private static Stream<String> verbs(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value);
    }

    private static String template(Path resource, @Nullable Path method) {
        return ("/" + resource.value() + "/" + (method == null ? "" : method.value()))
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
    }

    private static Pattern pattern(String template) {
        var regex = new StringBuilder();
        var variables = VARIABLE.matcher(template);
        var from = 0;
        while (variables.find()) {
            regex.append(Pattern.quote(template.substring(from, variables.start())));
            regex.append(variables.group(1) == null ? "[^/]+" : "(?:" + variables.group(1) + ")");
            from = variables.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(template.substring(from))) + "/?");
    }

    /** Whether there is anything at this address, by whatever method. */
    boolean isKnown(String path) {
        return routes.stream().anyMatch(route -> route.path().matcher(path).matches());
    }

    /** In alphabetical order; {@code HEAD} wherever there is {@code GET}, {@code OPTIONS} everywhere. */
    List<String> at(String path) {
        var there = routes.stream()
                .filter(route -> route.path().matcher(path).matches())
                .toList();
        // As JAX-RS chooses: the template that says most.
        var most = there.stream().mapToInt(Route::literals).max().orElse(0);
        var methods = there.stream()
                .filter(route -> route.literals() == most)
                .map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return List.copyOf(methods);
    }
}
