package pro.jit.sandbox.control;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to be controlled under a host name that is not the sandbox's: a web page may have its own name resolved to this machine, and would
 * then read secrets as if it were the sandbox's page. No public name is an address, {@code localhost}, without a dot, or inside a cluster.
 * Feishu's own addresses are answered under any name.
 */
public final class OwnHosts {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final String[] NEVER_PUBLIC = {".localhost", ".svc", ".svc.cluster.local"};

    private final Supplier<Collection<String>> origins;
    private final String listensAt;
    private final Control control;

    /**
     * @param origins under which the sandbox was told it is reached
     * @param listensAt the host name it was told to listen at
     */
    public OwnHosts(Supplier<Collection<String>> origins, String listensAt, Control control) {
        this.origins = origins;
        this.listensAt = listensAt;
        this.control = control;
    }

    /** Mounts it before what it guards: the control API, the page, and the tiles' address. */
    public void mount(Router router) {
        List.of(ControlApi.PREFIX + "/*", "/", "/client/open")
                .forEach(path -> router.route(path).handler(this::admit));
    }

    private void admit(RoutingContext context) {
        var host = host(context);
        if (host == null || isOwn(host)) {
            context.next();
        } else {
            control.refuseHost(context, host);
        }
    }

    // A browser always names the host; HTTP/1.0 need not.
    private static @Nullable String host(RoutingContext context) {
        var authority = context.request().authority();
        var text = authority == null ? context.request().getHeader("Host") : authority.host();
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private boolean isOwn(String host) {
        return host.indexOf('.') < 0
                || ADDRESS.matcher(host).matches()
                || Arrays.stream(NEVER_PUBLIC).anyMatch(host::endsWith)
                || configured().anyMatch(host::equalsIgnoreCase);
    }

    private Stream<String> configured() {
        return Stream.concat(
                Stream.of(listensAt),
                origins.get().stream()
                        .map(origin -> URI.create(origin).getHost())
                        .filter(Objects::nonNull));
    }
}
