package pro.jit.orgsync.organization;

import java.util.regex.Pattern;
import pro.jit.orgsync.problem.ProblemException;

/**
 * The Jit application an organization belongs to.
 *
 * @param orgId the developer team in the address
 * @param appId the application in the address; not Feishu's App ID
 */
public record ApplicationId(String orgId, String appId) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    static final String RULE = "must be 1 to 64 letters, digits, '_' or '-'";

    static boolean isPart(String value) {
        return SHAPE.matcher(value).matches();
    }

    /** From a path; one of another shape cannot exist. */
    static ApplicationId parse(String orgId, String appId) {
        if (!isPart(orgId)) {
            throw ProblemException.invalid("org_id", RULE);
        }
        if (!isPart(appId)) {
            throw ProblemException.invalid("app_id", RULE);
        }
        return new ApplicationId(orgId, appId);
    }
}
