package pro.jit.permission.directory;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One Jit application, as in its address.
 *
 * @param orgId the developer team
 * @param appId the application
 */
public record ApplicationId(String orgId, String appId) {
    /** What either part is made of; the gateway takes no other for an application's address. */
    private static final String PART = "([A-Za-z0-9_-]{1,64})";

    private static final Pattern ADDRESS = Pattern.compile(PART + "/" + PART);

    /** Reads {@code org_id/app_id}; empty if it is not of that form. */
    public static Optional<ApplicationId> parse(String address) {
        var match = ADDRESS.matcher(address);
        return match.matches() ? Optional.of(new ApplicationId(match.group(1), match.group(2))) : Optional.empty();
    }

    /** {@code org_id/app_id}. */
    @Override
    public String toString() {
        return orgId + "/" + appId;
    }
}
