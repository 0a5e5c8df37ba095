package pro.jit.gateway.outbound;

import java.io.IOException;
import java.net.http.HttpTimeoutException;

/** A call got no whole answer. */
public final class OutboundFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean neverSent;

    OutboundFailed(boolean neverSent, Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
        this.neverSent = neverSent;
    }

    /** Whether there was no connection at all, so that the other side cannot have seen the request. */
    public boolean neverSent() {
        return neverSent;
    }

    /** Whether the connection was refused or broken off, as by a replica that leaves, and not that nobody answered in time. */
    public boolean isBrokenOff() {
        return getCause() instanceof IOException && !(getCause() instanceof HttpTimeoutException);
    }
}
