package pro.jit.gateway.console.action;

import java.time.Instant;
import java.util.UUID;

/**
 * Something done at the console.
 *
 * @param actor {@code administrator:<username>}, {@code member:<member_id>}, or {@code unknown} for a failed sign-in under a name nobody has
 * @param path as called, without the query
 * @param status of the answer; 499 where whoever asked did not wait for it
 */
public record ConsoleAction(
        UUID actionId, Instant at, String actor, String method, String path, int status, String requestId) {}
