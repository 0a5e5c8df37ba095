package pro.jit.sandbox.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pro.jit.sandbox.model.Apps;
import pro.jit.sandbox.model.FeishuApp;
import pro.jit.sandbox.oauth.AuthorizationCode.Origin;

/** A browser's visit to one of Feishu's two authorize pages, already checked. */
public record AuthorizationRequest(
        Origin origin,
        FeishuApp app,
        String redirectUri,
        @Nullable String state,
        Set<String> scopes,
        @Nullable CodeChallenge challenge,
        boolean consentForced) {
    /** UNCONFIRMED (contract §12.12): a later revision of the page says 200. So is that more get 20001. */
    private static final int MOST_SCOPES = 50;

    /** The visit is refused with a page; the browser is never sent back. */
    public static final class Refused extends Exception {
        private final int code;

        Refused(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        /** Feishu's number for the reason. */
        public int code() {
            return code;
        }
    }

    /** Checks the parameters of the address's query; the redirect list before anything else. */
    public static AuthorizationRequest check(Origin origin, @Nullable String query, Apps apps) throws Refused {
        var parameters = Forms.parse(query == null ? "" : query);
        var clientId = text(parameters, "client_id");
        var redirectUri = text(parameters, "redirect_uri");
        var app = apps.find(clientId)
                .filter(known -> known.redirectsTo(redirectUri))
                .orElseThrow(() ->
                        new Refused(20029, "redirect_uri 请求不合法 · The redirect_uri is not registered for this app."));
        if (!text(parameters, "response_type").equals("code")) {
            throw new Refused(20001, "response_type 必须为 code · The response_type must be code.");
        }
        var state = parameters.get("state");
        if (origin == Origin.PASSPORT) {
            return ofPassport(app, redirectUri, state);
        }
        return new AuthorizationRequest(
                origin,
                app,
                redirectUri,
                state,
                scopes(parameters, app),
                challenge(parameters),
                text(parameters, "prompt").equals("consent"));
    }

    /** Passport ignores {@code scope}. UNCONFIRMED (contract §12.2) what it does with PKCE; here it ignores that too. */
    private static AuthorizationRequest ofPassport(FeishuApp app, String redirectUri, @Nullable String state) {
        return new AuthorizationRequest(Origin.PASSPORT, app, redirectUri, state, Set.of(), null, false);
    }

    private static Set<String> scopes(Map<String, String> parameters, FeishuApp app) throws Refused {
        var scopes = new LinkedHashSet<String>();
        Arrays.stream(text(parameters, "scope").split(" ", -1))
                .filter(scope -> !scope.isEmpty())
                .forEach(scopes::add);
        if (scopes.size() > MOST_SCOPES) {
            throw new Refused(20001, "scope 过多 · At most " + MOST_SCOPES + " scopes may be asked for at once.");
        }
        for (var scope : scopes) {
            if (!app.userScopes().contains(scope)) {
                throw new Refused(20027, "应用未开通权限 · The app does not have the scope " + scope + " enabled.");
            }
        }
        return scopes;
    }

    private static @Nullable CodeChallenge challenge(Map<String, String> parameters) throws Refused {
        var value = parameters.get("code_challenge");
        if (value == null || value.isEmpty()) {
            return null;
        }
        var method = parameters.getOrDefault("code_challenge_method", "plain");
        var s256 = method.equals("S256");
        if (!s256 && !method.equals("plain")) {
            throw new Refused(20001, "code_challenge_method 不合法 · The code_challenge_method must be S256 or plain.");
        }
        if (!CodeChallenge.wellFormed(value)) {
            throw new Refused(20001, "code_challenge 不合法 · The code_challenge is malformed.");
        }
        return new CodeChallenge(value, s256);
    }

    private static String text(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Where the browser goes with a code. */
    String approvedWith(String code) {
        return returning("code=" + code);
    }

    /** Where the browser goes when the person refused. */
    String denied() {
        return returning("error=access_denied");
    }

    // The query of the redirect_uri stays, and a fragment ends up after ours.
    private String returning(String parameters) {
        var query = state == null ? parameters : parameters + "&state=" + Forms.encode(state);
        var hash = redirectUri.indexOf('#');
        var address = hash < 0 ? redirectUri : redirectUri.substring(0, hash);
        var fragment = hash < 0 ? "" : redirectUri.substring(hash);
        return address + (address.contains("?") ? "&" : "?") + query + fragment;
    }
}
