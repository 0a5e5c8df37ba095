package pro.jit.sandbox.control;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Which page of a list of the control API is wanted.
 *
 * @param size 1 to 1000, 50 unless said
 * @param after the place of the last item of the page before; 0 at the start
 */
record PageQuery(int size, int after) {
    private static final int LARGEST = 1000;

    static PageQuery of(RoutingContext context) {
        var size = number(context, "page_size", 50);
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("page_size is from 1 to " + LARGEST);
        }
        return new PageQuery(size, number(context, "page_token", 0));
    }

    /** A whole number in the query. */
    static int number(RoutingContext context, String name, int otherwise) {
        var text = Optional.ofNullable(context.queryParams().get(name)).filter(value -> !value.isEmpty());
        try {
            return text.map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text.orElse("") + "' is no " + name, e);
        }
    }
}
