package pro.jit.gateway.console.door;

import java.util.List;
import java.util.regex.Pattern;

/** What a call of a member at the console is about, as far as its method and path say. What is not listed here is not for members. */
sealed interface MemberReach {
    /** Nothing a member may do. */
    record Nothing() implements MemberReach {}

    /** A route of the gateway that itself looks at which applications the token is limited to. */
    record OfTheTokens() implements MemberReach {}

    /** One application. */
    record OfApplication(String orgId, String appId) implements MemberReach {
        /** {@code org_id/app_id}. */
        String address() {
            return orgId + "/" + appId;
        }
    }

    /** The list of organizations. */
    record Organizations() implements MemberReach {}

    /** One organization, or something of it. */
    record OfOrganization(String organizationId) implements MemberReach {}

    /** Nothing that some server could read as another path. Possessive: what tries again needs more stack with each segment. */
    Pattern PLAIN = Pattern.compile("(?:/[A-Za-z0-9_~@:.-]++)++");

    Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}(/.*)?");
    Pattern ORGANIZATION_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    /**
     * Of a call.
     *
     * @param path as it came, undecoded, without the query
     */
    static MemberReach of(String method, String path) {
        var bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!PLAIN.matcher(bare).matches() || DOTS.matcher(bare).matches()) {
            return new Nothing();
        }
        var segments = List.of(bare.substring(1).split("/", -1));
        if (segments.size() < 3 || !segments.getFirst().equals("api")) {
            return new Nothing();
        }
        var reading = method.equals("GET") || method.equals("HEAD");
        var deeper = segments.subList(3, segments.size());
        return switch (segments.get(1) + "/" + segments.get(2)) {
            case "auth/applications" -> applications(deeper, reading, method);
            case "auth/sessions" ->
                (deeper.isEmpty() && reading) || (deeper.size() <= 1 && method.equals("DELETE"))
                        ? new OfTheTokens()
                        : new Nothing();
            case "auth/login-attempts" -> deeper.isEmpty() && reading ? new OfTheTokens() : new Nothing();
            case "org/organizations" -> organizations(deeper, method);
            case "permission/applications" ->
                deeper.size() > 2 ? new OfApplication(deeper.get(0), deeper.get(1)) : new Nothing();
            default -> new Nothing();
        };
    }

    private static MemberReach applications(List<String> deeper, boolean reading, String method) {
        if (deeper.isEmpty() && reading) {
            return new OfTheTokens();
        }
        return deeper.size() == 2 && (reading || method.equals("PATCH"))
                ? new OfApplication(deeper.get(0), deeper.get(1))
                : new Nothing();
    }

    private static MemberReach organizations(List<String> deeper, String method) {
        if (deeper.isEmpty()) {
            return method.equals("GET") ? new Organizations() : new Nothing();
        }
        return ORGANIZATION_ID.matcher(deeper.getFirst()).matches()
                ? new OfOrganization(deeper.getFirst())
                : new Nothing();
    }
}
