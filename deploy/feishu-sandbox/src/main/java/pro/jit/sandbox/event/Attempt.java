package pro.jit.sandbox.event;

/**
 * One try to deliver an event.
 *
 * @param at when, by the sandbox's clock
 * @param to the request URL without its query, or the connection
 * @param status the HTTP status or the acknowledgment's code, or why there is none
 * @param accepted whether that ended the delivery
 */
public record Attempt(String at, String to, String status, boolean accepted) {}
