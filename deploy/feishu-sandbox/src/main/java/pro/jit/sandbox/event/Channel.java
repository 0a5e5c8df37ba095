package pro.jit.sandbox.event;

import io.vertx.core.Future;

/** A way to an app. */
interface Channel {
    /** Tries once. A failed future counts as not accepted, for the reason that its message gives. */
    Future<Sent> send(EventMessage message, EventSubscription subscription);

    /**
     * What one try came to.
     *
     * @param to the request URL without its query, or the connection
     * @param status what the other side said
     * @param accepted whether it took the event
     */
    record Sent(String to, String status, boolean accepted) {}
}
