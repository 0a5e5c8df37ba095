package pro.jit.gateway.openid;

import java.util.Locale;

/** Errors a relying party is told by a redirect (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
enum AuthorizationError {
    INVALID_REQUEST,
    UNAUTHORIZED_CLIENT,
    ACCESS_DENIED,
    UNSUPPORTED_RESPONSE_TYPE,
    INVALID_SCOPE,
    TEMPORARILY_UNAVAILABLE,
    LOGIN_REQUIRED,
    REQUEST_NOT_SUPPORTED,
    REQUEST_URI_NOT_SUPPORTED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
