package pro.jit.sandbox.oauth;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import pro.jit.sandbox.gateway.ApiFailure;
import pro.jit.sandbox.gateway.Replies;

/** Failures of the token endpoints, in the shapes of their generations. */
final class OAuthErrors {
    private OAuthErrors() {}

    /**
     * The flat body of v2 and v3.
     */
    static void flat(RoutingContext context, ApiFailure failure) {
        Replies.json(
                context,
                failure.status(),
                new JsonObject()
                        .put("code", failure.code())
                        .put("error", error(failure.code()))
                        .put("error_description", failure.getMessage()));
    }

    /** Generation 1: the usual envelope, always with HTTP 200 except for 20050 and what the gateway itself refuses. */
    static void generation1(RoutingContext context, ApiFailure failure) {
        var ownCode = failure.code() < 30000 && failure.code() != 20050;
        Replies.json(
                context,
                ownCode ? 200 : failure.status(),
                ownCode
                        ? new JsonObject().put("code", failure.code()).put("msg", failure.getMessage())
                        : Replies.envelope(context, failure));
    }

    /** UNCONFIRMED (contract §12.1) but for 20003 and 20050, which were seen on the wire; the others follow RFC 6749. */
    private static String error(int code) {
        return switch (code) {
            case 20001, 20063, 20070 -> "invalid_request";
            case 20002, 20048 -> "invalid_client";
            case 20036 -> "unsupported_grant_type";
            case 20067, 20068 -> "invalid_scope";
            case 20009, 20010, 20069, 20074 -> "unauthorized_client";
            case 20050 -> "server_error";
            case 20072 -> "temporarily_unavailable";
            default -> "invalid_grant";
        };
    }
}
