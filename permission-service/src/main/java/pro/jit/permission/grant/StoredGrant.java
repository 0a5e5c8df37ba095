package pro.jit.permission.grant;

import java.time.Instant;

/**
 * A grant with what the database knows besides.
 *
 * @param version another number after each change; no two grants ever have the same
 * @param orphaned whether its principal or organization is gone, so that it speaks of nobody
 */
record StoredGrant(Grant grant, long version, boolean orphaned, Instant createdAt, Instant updatedAt) {}
