package pro.jit.gateway.console.session;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who at the console a request is of, once that is known: noted in the request, for the record. */
public final class ConsoleActor {
    private static final String KEY = "jit.console-actor";

    private ConsoleActor() {}

    /** Notes them, as {@link ConsoleSession#subject()} has it. */
    public static void note(RoutingContext request, String subject) {
        request.put(KEY, subject);
    }

    /** Empty where nobody at the console is behind the request. */
    public static Optional<String> of(RoutingContext request) {
        return Optional.ofNullable(request.get(KEY));
    }
}
