package pro.jit.gateway.token;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;

/** The errors of the OAuth endpoints, with the bodies of RFC 6749 §5.2. */
public enum OAuthError {
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    UNAUTHORIZED_CLIENT(403),
    UNSUPPORTED_GRANT_TYPE(400),
    INVALID_SCOPE(400),
    INVALID_GRANT(400);

    private final int status;

    OAuthError(int status) {
        this.status = status;
    }

    /** With a sentence, and the status the token endpoint has for all but {@code invalid_client}. */
    Response tokenResponse(String description) {
        return this == INVALID_CLIENT
                ? response(description)
                : Response.fromResponse(response(description)).status(400).build();
    }

    /** With a sentence for whoever reads the client's log. */
    public Response response(String description) {
        var response = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .entity(Map.of("error", name().toLowerCase(Locale.ROOT), "error_description", description));
        return this == INVALID_CLIENT
                ? response.header("WWW-Authenticate", "Basic realm=\"jit\", charset=\"UTF-8\"")
                        .build()
                : response.build();
    }
}
