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
 * @param rateLimitHeaders whether a refusal for too many calls has the headers that say how long to wait; null as Feishu has them
 * @param drop cuts the connection without an answer
 * @param malformed answers 200 with a body that is not the JSON it claims to be
 * @param truncated gives the true answer of a call that succeeds, but only the first half of it
 * @param expireToken ends the token that the call carries: it and all others with that token get 99991677, a new token works
 * @param page what is wrong with the page that the call asks for; null if nothing
 * @param trigger what happens when the call is answered; null if nothing
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
        @Nullable Boolean rateLimitHeaders,
        boolean drop,
        boolean malformed,
        boolean truncated,
        boolean expireToken,
        @Nullable PageFault page,
        @Nullable Trigger trigger) {

    /** Answers the next {@code count} calls with this HTTP status and Feishu number. */
    public static Fault answering(String endpoint, int count, int status, int code) {
        return of(endpoint, count, 0, status, code, false, false);
    }

    /** Lets the next {@code count} calls wait, then answers them as usual. */
    public static Fault slow(String endpoint, int count, long latencyMillis) {
        return of(endpoint, count, latencyMillis, null, null, false, false);
    }

    /** Cuts the connection of the next {@code count} calls. */
    public static Fault dropping(String endpoint, int count) {
        return of(endpoint, count, 0, null, null, true, false);
    }

    /** Answers the next {@code count} calls with half a body. */
    public static Fault malformed(String endpoint, int count) {
        return of(endpoint, count, 0, null, null, false, true);
    }

    private static Fault of(
            String endpoint,
            int count,
            long latencyMillis,
            @Nullable Integer status,
            @Nullable Integer code,
            boolean drop,
            boolean malformed) {
        return new Fault(
                endpoint,
                null,
                0,
                count,
                latencyMillis,
                status,
                code,
                null,
                null,
                drop,
                malformed,
                false,
                false,
                null,
                null);
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
                rateLimitHeaders,
                drop,
                malformed,
                truncated,
                expireToken,
                page,
                trigger);
    }

    /**
     * Whether the answer says in its headers how long to wait. Feishu's documents say it of the 429; UNCONFIRMED (contract §12.10)
     * that the HTTP 400 form may lack them, so that form has them only when the fault says how long, or that they are there.
     */
    boolean saysHowLong() {
        return rateLimitHeaders == null ? answerStatus() == 429 || retryAfterSeconds != null : rateLimitHeaders;
    }

    /** Whether this is Feishu's "too many calls", in either form. */
    boolean throttles() {
        return answerStatus() == 429 || (answerStatus() == 400 && code != null && code == 99991400);
    }

    /** Whether calls of this endpoint are among those that it is about. */
    public boolean strikes(String called) {
        return endpoint.endsWith("*")
                ? called.startsWith(endpoint.substring(0, endpoint.length() - 1))
                : called.equals(endpoint);
    }

    /** Whether a call that it strikes is answered otherwise, or later, or changes something. */
    public boolean doesSomething() {
        return replacesAnswer() || latencyMillis > 0 || truncated || expireToken || page != null || trigger != null;
    }

    boolean concerns(String called, @Nullable String query) {
        return strikes(called) && (queryContains == null || (query != null && query.contains(queryContains)));
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
