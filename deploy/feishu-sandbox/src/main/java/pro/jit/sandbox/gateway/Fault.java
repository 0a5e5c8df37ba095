package pro.jit.sandbox.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Something that shall go wrong.
 *
 * @param endpoint as in the statistics, such as {@code POST /oauth/v3/token}; a {@code *} at the end stands for anything
 * @param queryContains only calls whose raw query contains this; null for all
 * @param skip calls that still pass before it starts
 * @param count calls that it then strikes; null for all to come
 * @param latencyMillis waits so long before anything else happens
 * @param status HTTP status to answer with
 * @param code Feishu's number to answer with; alone it comes with HTTP 400, or 429 for 99991400
 * @param retryAfterSeconds for the header {@code x-ogw-ratelimit-reset}
 * @param drop cuts the connection without an answer
 * @param malformed answers 200 with a body that is not the JSON it claims to be
 * @param truncated gives the true answer of a call that succeeds, but only the first half of it
 * @param expireToken ends the token that the call carries: it and all others with that token get 99991677, a new token works
 */
public record Fault(
        String endpoint,
        @Nullable String queryContains,
        int skip,
        @Nullable Integer count,
        long latencyMillis,
        @Nullable Integer status,
        @Nullable Integer code,
        @Nullable Integer retryAfterSeconds,
        boolean drop,
        boolean malformed,
        boolean truncated,
        boolean expireToken) {

    /** Answers the next {@code count} calls with this HTTP status and Feishu number. */
    public static Fault answering(String endpoint, int count, int status, int code) {
        return new Fault(endpoint, null, 0, count, 0, status, code, null, false, false, false, false);
    }

    /** Lets the next {@code count} calls wait, then answers them as usual. */
    public static Fault slow(String endpoint, int count, long latencyMillis) {
        return new Fault(endpoint, null, 0, count, latencyMillis, null, null, null, false, false, false, false);
    }

    /** Cuts the connection of the next {@code count} calls. */
    public static Fault dropping(String endpoint, int count) {
        return new Fault(endpoint, null, 0, count, 0, null, null, null, true, false, false, false);
    }

    /** Answers the next {@code count} calls with half a body. */
    public static Fault malformed(String endpoint, int count) {
        return new Fault(endpoint, null, 0, count, 0, null, null, null, false, true, false, false);
    }

    /** The same fault, striking only after {@code calls} have passed. */
    public Fault after(int calls) {
        return new Fault(
                endpoint,
                queryContains,
                calls,
                count,
                latencyMillis,
                status,
                code,
                retryAfterSeconds,
                drop,
                malformed,
                truncated,
                expireToken);
    }

    /**
     * Whether the answer says in its headers how long to wait. Feishu's documents say it of the 429; that the HTTP 400 form may lack them is
     * unconfirmed, so that form has them only when the fault says how long.
     */
    boolean saysHowLong() {
        return answerStatus() == 429 || retryAfterSeconds != null;
    }

    /** Whether this is Feishu's "too many calls", in either form. */
    boolean throttles() {
        return answerStatus() == 429 || (answerStatus() == 400 && code != null && code == 99991400);
    }

    boolean concerns(String called, @Nullable String query) {
        var matches = endpoint.endsWith("*")
                ? called.startsWith(endpoint.substring(0, endpoint.length() - 1))
                : called.equals(endpoint);
        return matches && (queryContains == null || (query != null && query.contains(queryContains)));
    }

    /** Whether the call gets no ordinary answer. */
    boolean replacesAnswer() {
        return drop || malformed || status != null || code != null;
    }

    int answerStatus() {
        if (status != null) {
            return status;
        }
        return code != null && code == 99991400 ? 429 : 400;
    }
}
