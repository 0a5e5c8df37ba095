package pro.jit.gateway.outbound;

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
}
