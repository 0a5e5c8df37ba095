package pro.jit.permission.problem;

/** Every problem this service can name. */
public enum Problem {
    SESSION_REQUIRED("session-required", 401, "A service token is required"),
    INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
    FORBIDDEN("forbidden", 403, "The caller may not do this"),
    NOT_FOUND("not-found", 404, "Nothing was found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable representation"),
    CONFLICT("conflict", 409, "The request conflicts with what exists"),
    LAST_ADMINISTRATOR("last-administrator", 409, "The application would be left without an administrator"),
    IDEMPOTENCY_KEY_IN_USE(
            "idempotency-key-in-use", 409, "A request with this Idempotency-Key is still being worked on"),
    PRECONDITION_FAILED("precondition-failed", 412, "What is to be changed is not what the caller knows"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side");

    private final String id;
    private final int status;
    private final String title;

    Problem(String id, int status, String title) {
        this.id = id;
        this.status = status;
        this.title = title;
    }

    /** As in {@code urn:jit:problem:<id>}. */
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

    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> SESSION_REQUIRED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }
}
