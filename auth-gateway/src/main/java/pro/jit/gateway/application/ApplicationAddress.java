package pro.jit.gateway.application;

import java.util.Set;
import java.util.regex.Pattern;

/** Which {@code org_id} and {@code app_id} an address can have. */
public final class ApplicationAddress {
    /** First path segments that are ours and never an {@code org_id}. */
    public static final Set<String> RESERVED =
            Set.of("api", "assets", "console", "oauth2", "q", "forward-auth", "feishu", ".well-known");

    /**
     * Template of the path, for routes; whether there can be such an application is asked for in Java. With a regular expression in it, a route would
     * be looked for from every character of a path on: one path of 14 KB kept a thread busy for half a minute.
     */
    public static final String PATH = "/{org_id}/{app_id}";

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ApplicationAddress() {}

    /** Whether an application may have this address. */
    public static boolean isPossible(String orgId, String appId) {
        return isSegment(orgId) && isSegment(appId) && !RESERVED.contains(orgId);
    }

    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches();
    }
}
