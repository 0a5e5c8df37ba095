package pro.jit.gateway.session;

import org.jdbi.v3.core.Handle;

/** Told inside the gateway in the transaction that ends a session, for whatever reason; an observer's writes are part of it. */
public record SessionEnded(Handle handle, Session session) {}
