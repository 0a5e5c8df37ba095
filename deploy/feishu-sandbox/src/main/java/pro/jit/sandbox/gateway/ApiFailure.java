package pro.jit.sandbox.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** A call that is refused, with Feishu's number for it. Nothing is wrong in the sandbox. */
public final class ApiFailure extends RuntimeException {
    private final int code;
    private final int status;
    private final transient JsonObject details;
    private final String consolePath;

    /** Refuses with this number, HTTP status and text. */
    public ApiFailure(int code, int status, String message) {
        this(code, status, message, new JsonObject(), "");
    }

    private ApiFailure(int code, int status, String message, JsonObject details, String consolePath) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
        this.details = details;
        this.consolePath = consolePath;
    }

    /** 99992402: a parameter is not what it must be. */
    public static ApiFailure field(String field, String value, String description) {
        return new ApiFailure(
                99992402,
                400,
                "field validation failed",
                new JsonObject()
                        .put(
                                "field_violations",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("field", field)
                                                .put("value", value)
                                                .put("description", description))),
                "");
    }

    /**
     * 99991672: the app has none of these scopes.
     *
     * @param type {@code action_scope_required} for the API itself, {@code field_scope_required} for an id type
     */
    public static ApiFailure scope(String type, Collection<String> anyOf, String appId, String tokenType) {
        var names = String.join(", ", anyOf);
        var violations = new JsonArray();
        anyOf.forEach(scope -> violations.add(new JsonObject().put("type", type).put("subject", scope)));
        var path = "/app/" + appId + "/auth?q=" + String.join(",", anyOf) + "&op_from=openapi&token_type=" + tokenType;
        return new ApiFailure(
                99991672,
                400,
                "Access denied. One of the following scopes is required: [" + names + "].应用尚未开通所需的应用身份权限：[" + names
                        + "]，点击链接申请并开通任一权限即可：",
                new JsonObject().put("permission_violations", violations),
                path);
    }

    /** 99991679: the person has not granted the app any of these scopes. */
    public static ApiFailure notGranted(Collection<String> anyOf) {
        var violations = new JsonArray();
        anyOf.forEach(scope -> violations.add(
                new JsonObject().put("type", "action_privilege_required").put("subject", scope)));
        return new ApiFailure(
                99991679,
                400,
                "Unauthorized. You do not have permission to perform the requested operation on the resource. "
                        + "required one of these privileges under the user identity: [" + String.join(", ", anyOf)
                        + "]",
                new JsonObject().put("permission_violations", violations),
                "");
    }

    public int code() {
        return code;
    }

    public int status() {
        return status;
    }

    /**
     * Feishu's error envelope for this failure.
     *
     * @param openHost where the brand's developer console is
     */
    JsonObject body(String logId, String openHost) {
        var error = new JsonObject()
                .put("log_id", logId)
                .put(
                        "troubleshooter",
                        "排查建议查看(Troubleshooting suggestions): https://" + openHost + "/search?from=openapi&log_id="
                                + logId + "&code=" + code + "&method_id=0");
        error.mergeIn(details);
        if (consolePath.isEmpty()) {
            return envelope(String.valueOf(getMessage()), error);
        }
        var url = "https://" + openHost + consolePath;
        var help = new JsonObject().put("url", url).put("description", "点击链接申请并开通任一权限即可");
        return envelope(getMessage() + url, error.put("helps", new JsonArray().add(help)));
    }

    private JsonObject envelope(String message, JsonObject error) {
        return new JsonObject().put("code", code).put("msg", message).put("error", error);
    }
}
