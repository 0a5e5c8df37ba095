package pro.jit.orgsync.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The application's login addresses, one for each entry origin. Where the gateway could not be asked for the origins, an address is
 * recognized by its path.
 */
final class LoginUrls {
    private final String path;
    private final @Nullable List<String> logins;

    private LoginUrls(String path, @Nullable List<String> logins) {
        this.path = path;
        this.logins = logins;
    }

    static LoginUrls of(Observed seen) {
        var organization = seen.organization();
        return new LoginUrls(
                "/" + organization.orgId() + "/" + organization.appId(),
                seen.addresses().logins());
    }

    /** Every one that is known. */
    List<String> all() {
        return logins == null ? List.of() : logins;
    }

    boolean areKnown() {
        return logins != null && !logins.isEmpty();
    }

    /** Whether a home page brings people here: a login address, or the application's own; a trailing slash and a query do not matter. */
    boolean leadsToLogin(String url) {
        var plain = withoutQuery(url);
        var asLogin = plain.endsWith("/login") ? plain : plain + "/login";
        return areKnown() ? all().contains(asLogin) : asLogin.endsWith(path());
    }

    /** Whether Feishu would send people back to this login address; it compares to the letter, but not the query. */
    boolean isRegistered(String login, List<String> redirectUrls) {
        return redirectUrls.stream().map(LoginUrls::cut).anyMatch(login::equals);
    }

    /** The path of every one of them. */
    String path() {
        return path + "/login";
    }

    /** Whether any of them is one of ours by its path. */
    boolean isRegisteredByPath(List<String> redirectUrls) {
        return redirectUrls.stream().map(LoginUrls::cut).anyMatch(url -> url.endsWith(path()));
    }

    private static String withoutQuery(String url) {
        var cut = cut(url);
        return cut.endsWith("/") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String cut(String url) {
        var end = url.length();
        for (var mark : new char[] {'?', '#'}) {
            var at = url.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return url.substring(0, end);
    }
}
