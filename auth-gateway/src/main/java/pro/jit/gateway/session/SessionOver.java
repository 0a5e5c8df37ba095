package pro.jit.gateway.session;

/**
 * A session has ended, here or at another replica: told within this replica as soon as it knows, at least once.
 *
 * @param sid the session
 */
public record SessionOver(String sid) {}
