package pro.jit.gateway.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.problem.FieldError;
import pro.jit.gateway.problem.ProblemException;

/** An application as a caller describes it: whole for a creation, the merged document for a change. */
record ApplicationRequest(
        @Nullable String orgId,
        @Nullable String appId,
        @Nullable String title,
        @Nullable List<@Nullable String> entryOrigins,
        @Nullable String upstream,
        @Nullable LoginMode loginMode,
        @Nullable Life session,
        @Nullable List<@Nullable Method> loginMethods) {

    record Life(
            @Nullable Integer tokenSeconds,
            @Nullable Integer idleSeconds,
            @Nullable Integer absoluteSeconds) {}

    record Method(@Nullable String title, @Nullable String url) {}

    private static final int YEAR_SECONDS = 31_536_000;

    /**
     * The application this describes.
     *
     * @param insecureOrigins whether entry origins may be plain http on hosts other than this machine
     * @throws ProblemException {@code invalid-request} naming every field that is wrong
     */
    Application toApplication(boolean insecureOrigins) {
        var errors = new ArrayList<FieldError>();
        var org = segment(orgId, "org_id", errors);
        var app = segment(appId, "app_id", errors);
        if (ApplicationAddress.RESERVED.contains(org)) {
            errors.add(new FieldError("org_id", "is reserved"));
        }
        var text = title == null ? "" : title.strip();
        if (text.isEmpty() || text.length() > 200) {
            errors.add(new FieldError("title", "must have 1 to 200 characters"));
        }
        var origins = origins(insecureOrigins, errors);
        var target = upstream == null ? null : address(upstream, "upstream", errors);
        var life = life(errors);
        var methods = methods(errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Application(
                org, app, text, origins, target, loginMode == null ? LoginMode.REDIRECT : loginMode, life, methods);
    }

    private static String segment(@Nullable String value, String field, List<FieldError> errors) {
        if (value == null || !ApplicationAddress.isSegment(value)) {
            errors.add(new FieldError(field, "must be 1 to 64 of A-Z a-z 0-9 _ -"));
            return "";
        }
        return value;
    }

    private List<URI> origins(boolean insecure, List<FieldError> errors) {
        if (entryOrigins == null || entryOrigins.isEmpty() || entryOrigins.size() > 20) {
            errors.add(new FieldError("entry_origins", "must name 1 to 20 origins"));
            return List.of();
        }
        var origins = new ArrayList<URI>();
        for (var index = 0; index < entryOrigins.size(); index++) {
            var text = entryOrigins.get(index);
            var origin = text == null ? null : Origins.parse(text).orElse(null);
            if (origin == null) {
                errors.add(new FieldError("entry_origins." + index, "must be an origin such as https://jit.example"));
            } else if (Origins.isPlain(origin) && !insecure && !Origins.isLoopback(origin)) {
                errors.add(new FieldError("entry_origins." + index, "must be https; http is for localhost alone"));
            } else if (!origins.contains(origin)) {
                origins.add(origin);
            }
        }
        return origins;
    }

    private SessionLife life(List<FieldError> errors) {
        var usual = SessionLife.USUAL;
        if (session == null) {
            return usual;
        }
        var life = new SessionLife(
                or(session.tokenSeconds, usual.tokenSeconds()),
                or(session.idleSeconds, usual.idleSeconds()),
                or(session.absoluteSeconds, usual.absoluteSeconds()));
        if (life.tokenSeconds() < 60 || life.tokenSeconds() > 3600) {
            errors.add(new FieldError("session.token_seconds", "must be 60 to 3600"));
        }
        if (life.idleSeconds() < 60 || life.idleSeconds() > YEAR_SECONDS) {
            errors.add(new FieldError("session.idle_seconds", "must be 60 to " + YEAR_SECONDS));
        }
        if (life.absoluteSeconds() < life.idleSeconds() || life.absoluteSeconds() > YEAR_SECONDS) {
            errors.add(new FieldError("session.absolute_seconds", "must be idle_seconds to " + YEAR_SECONDS));
        }
        return life;
    }

    private static int or(@Nullable Integer value, int usual) {
        return value == null ? usual : value;
    }

    private List<LoginMethod> methods(List<FieldError> errors) {
        var methods = new ArrayList<LoginMethod>();
        if (loginMethods == null) {
            return methods;
        }
        if (loginMethods.size() > 10) {
            errors.add(new FieldError("login_methods", "must be at most 10"));
        }
        for (var index = 0; index < loginMethods.size(); index++) {
            var method = loginMethods.get(index);
            var field = "login_methods." + index;
            var name = method == null || method.title == null ? "" : method.title.strip();
            if (name.isEmpty() || name.length() > 100) {
                errors.add(new FieldError(field + ".title", "must have 1 to 100 characters"));
            }
            var url = method == null || method.url == null ? null : address(method.url, field + ".url", errors);
            if (method == null || method.url == null) {
                errors.add(new FieldError(field + ".url", "is missing"));
            }
            if (url != null) {
                methods.add(new LoginMethod(name, url));
            }
        }
        return methods;
    }

    private static @Nullable URI address(String text, String field, List<FieldError> errors) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (text.length() <= 2000
                    && ("http".equals(scheme) || "https".equals(scheme))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && (uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65_535))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // told below, like any other text that is no address
        }
        errors.add(new FieldError(field, "must be an http or https address"));
        return null;
    }
}
