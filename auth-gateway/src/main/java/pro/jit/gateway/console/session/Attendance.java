package pro.jit.gateway.console.session;

import io.vertx.core.http.HttpServerRequest;

/**
 * Whether somebody is behind a call of the console's pages, or a page that was left open asks by itself. Only the first keeps a session from ending
 * idle. The pages say so themselves: whoever holds the cookie could keep the session alive anyhow.
 */
public enum Attendance {
    /** Somebody has just done something. */
    ATTENDED,
    /** A page reads again what it shows. */
    UNATTENDED;

    /** Sent with {@code true} by a page that nobody has touched for a while. */
    public static final String HEADER = "X-Jit-Unattended";

    /** Of a call. A browser takes an event stream up again by itself, as often as it breaks off. */
    public static Attendance of(HttpServerRequest request) {
        var accept = request.getHeader("Accept");
        return "true".equals(request.getHeader(HEADER)) || (accept != null && accept.startsWith("text/event-stream"))
                ? UNATTENDED
                : ATTENDED;
    }
}
