package pro.jit.gateway.problem;

import java.util.Arrays;
import java.util.Optional;

/** Every problem the gateway can name. Meaning, cause and remedy of each: {@code docs/reference/problems.md}. */
public enum Problem {
    UNKNOWN_APPLICATION("unknown-application", 404, "No application has this address"),
    LOGIN_EXPIRED("login-expired", 400, "This sign-in has expired or was not started here"),
    LOGIN_CANCELLED("login-cancelled", 200, "The person cancelled the sign-in at Feishu"),
    FEISHU_CODE_REJECTED("feishu-code-rejected", 400, "Feishu did not accept the sign-in code"),
    FEISHU_CREDENTIALS_REJECTED(
            "feishu-credentials-rejected", 502, "Feishu did not accept the application's credentials"),
    FEISHU_UNAVAILABLE("feishu-unavailable", 502, "Feishu could not be reached or not be understood"),
    OUTSIDE_AVAILABILITY("outside-availability", 403, "The person is outside the Feishu app's availability"),
    WRONG_TENANT("wrong-tenant", 403, "The Feishu account belongs to another company"),
    MEMBER_NOT_FOUND("member-not-found", 403, "The person is not in this organization"),
    MEMBER_INACTIVE("member-inactive", 403, "The membership is not active"),
    NOT_AUTHORIZED("not-authorized", 403, "No permission has been granted"),
    ACCESS_BLOCKED("access-blocked", 403, "Access has been blocked"),
    ORGANIZATION_DISABLED("organization-disabled", 403, "The organization is disabled"),
    PERMISSION_UNAVAILABLE("permission-unavailable", 503, "The permission could not be checked"),
    SESSION_REQUIRED("session-required", 401, "Signing in is required"),
    CREDENTIALS_REJECTED("credentials-rejected", 401, "The name, password or code is not right"),
    TOTP_REQUIRED("totp-required", 401, "A code of the second factor is required"),
    PASSWORD_CHANGE_REQUIRED("password-change-required", 403, "The password has to be changed first"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    APPLICATION_UNAVAILABLE("application-unavailable", 502, "The application does not answer"),
    INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
    FORBIDDEN("forbidden", 403, "The caller may not do this"),
    NOT_FOUND("not-found", 404, "Nothing was found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable representation"),
    CONFLICT("conflict", 409, "The request conflicts with what exists"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
    SERVICE_UNAVAILABLE("service-unavailable", 503, "Something this needs does not answer just now"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side");

    private final String id;
    private final int status;
    private final String title;

    Problem(String id, int status, String title) {
        this.id = id;
        this.status = status;
        this.title = title;
    }

    /** As in {@code urn:jit:problem:<id>} and {@code <meta name="jit-problem">}. */
    public String id() {
        return id;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** One short English sentence that does not vary. */
    public String title() {
        return title;
    }

    /** The problem of this id; empty if it is none of ours. */
    public static Optional<Problem> of(String id) {
        return Arrays.stream(values()).filter(problem -> problem.id.equals(id)).findFirst();
    }
}
