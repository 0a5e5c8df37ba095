package pro.jit.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import pro.jit.sandbox.model.Brand;

/** How answers are written. */
public final class Replies {
    private static final String JSON = "application/json; charset=utf-8";

    private static final String TRUNCATED = "truncated";
    private static final String BRAND = "brand";

    private Replies() {}

    /** Lets the call's answer, if it succeeds, end in the middle. */
    static void truncate(RoutingContext context) {
        context.put(TRUNCATED, true);
    }

    /** {@code {"code":0,"msg":"success","data":…}} with HTTP 200. */
    public static void success(RoutingContext context, JsonObject data) {
        json(context, 200, new JsonObject().put("code", 0).put("msg", "success").put("data", data));
    }

    /** A body as it stands. */
    public static void json(RoutingContext context, int status, JsonObject body) {
        var content = body.toBuffer();
        var cut = status == 200 && context.get(TRUNCATED, false);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", JSON)
                .end(cut ? content.slice(0, content.length() / 2) : content);
    }

    /** Says where the brand's developer console is, which refusals point to. */
    static void from(RoutingContext context, Brand brand) {
        context.put(BRAND, brand);
    }

    /** The error envelope of a failure. */
    public static JsonObject envelope(RoutingContext context, ApiFailure failure) {
        Brand brand = context.get(BRAND, Brand.FEISHU);
        return failure.body(LogIds.of(context), brand.openHost());
    }

    /** A failure in the error envelope. */
    public static void failure(RoutingContext context, ApiFailure failure) {
        json(context, failure.status(), envelope(context, failure));
    }

    /** A page. */
    public static void html(RoutingContext context, int status, String page) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end(page);
    }

    /** Sends the browser elsewhere with 302, as Feishu does. */
    public static void redirect(RoutingContext context, String address) {
        context.response()
                .setStatusCode(302)
                .putHeader("Location", address)
                .putHeader("Cache-Control", "no-store")
                .end();
    }

    /** What Feishu says to an unknown path or a wrong method; not JSON. */
    public static void notFound(RoutingContext context) {
        context.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "text/plain")
                .end("404 page not found");
    }
}
