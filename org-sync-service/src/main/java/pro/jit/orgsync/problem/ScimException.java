package pro.jit.orgsync.problem;

/** Ends the work on a SCIM request with an error of that standard (RFC 7644 section 3.12). */
public final class ScimException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String scimType;

    private ScimException(int status, String scimType, String detail) {
        super(detail);
        this.status = status;
        this.scimType = scimType;
    }

    /** The filter is no filter, or one that cannot be had of this attribute. */
    public static ScimException invalidFilter(String detail) {
        return new ScimException(400, "invalidFilter", detail);
    }

    /** A parameter has a value that it cannot have. */
    public static ScimException invalidValue(String detail) {
        return new ScimException(400, "invalidValue", detail);
    }

    /** The answer would be larger than we are willing to make it. */
    public static ScimException tooMany(String detail) {
        return new ScimException(400, "tooMany", detail);
    }

    /** There is nothing at this address. */
    public static ScimException notFound(String detail) {
        return new ScimException(404, "", detail);
    }

    /** What SCIM knows and we do not do. */
    public static ScimException notImplemented(String detail) {
        return new ScimException(501, "", detail);
    }

    ScimError error() {
        return new ScimError(status, scimType, String.valueOf(getMessage()));
    }
}
