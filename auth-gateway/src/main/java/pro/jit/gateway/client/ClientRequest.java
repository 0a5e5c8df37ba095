package pro.jit.gateway.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.ApplicationAddress;
import pro.jit.gateway.application.Origins;
import pro.jit.gateway.problem.ProblemException;

/** A client as a caller describes it (RFC 7591's names): whole for a creation, the merged document for a change. */
record ClientRequest(
        @Nullable String clientId,
        @Nullable List<@Nullable String> scopes,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable Map<String, Object> jwks,
        @Nullable List<@Nullable String> grantTypes,
        @Nullable String orgId,
        @Nullable String appId,
        @Nullable List<@Nullable String> redirectUris,
        @Nullable List<@Nullable String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable String idTokenSignedResponseAlg) {
    static final ClientRequest EMPTY =
            new ClientRequest(null, null, null, null, null, null, null, null, null, null, null);

    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String AUTHORIZATION_CODE = "authorization_code";
    private static final Set<String> GRANT_TYPES = Set.of(CLIENT_CREDENTIALS, AUTHORIZATION_CODE, "refresh_token");
    private static final int MOST_ADDRESSES = 20;
    private static final int LONGEST_ADDRESS = 500;

    /**
     * The client this describes.
     *
     * @throws ProblemException {@code invalid-request} naming the first field that is wrong
     */
    ServiceClient toClient(String checkedId, Instant createdAt, String createdBy) {
        var party = relyingParty();
        var grants = checkedGrantTypes(party);
        var keys = checkedKeys();
        var confidential = !"none".equals(tokenEndpointAuthMethod);
        var client = new ServiceClient(
                checkedId,
                checkedScopes(grants.contains(CLIENT_CREDENTIALS)),
                keys,
                confidential,
                grants,
                party,
                false,
                createdAt,
                createdBy);
        if (tokenEndpointAuthMethod != null && !tokenEndpointAuthMethod.equals(client.tokenEndpointAuthMethod())) {
            throw ProblemException.invalid(
                    "token_endpoint_auth_method",
                    "must be client_secret_basic, private_key_jwt with jwks, or none for a public client");
        }
        if (!confidential
                && (party == null
                        || keys != null
                        || !client.scopes().isEmpty()
                        || grants.contains(CLIENT_CREDENTIALS))) {
            throw ProblemException.invalid(
                    "token_endpoint_auth_method",
                    "may be none only for a relying party without jwks, scopes and client_credentials");
        }
        return client;
    }

    private Set<String> checkedScopes(boolean required) {
        if (scopes == null || scopes.isEmpty()) {
            if (required) {
                throw ProblemException.invalid("scopes", "must name at least one scope");
            }
            return Set.of();
        }
        var checked = new TreeSet<String>();
        for (var scope : scopes) {
            if (scope == null || !Scopes.ALL.contains(scope)) {
                throw ProblemException.invalid("scopes", "holds something that is not a scope");
            }
            checked.add(scope);
        }
        return checked;
    }

    private @Nullable ClientKeys checkedKeys() {
        try {
            return jwks == null ? null : ClientKeys.of(jwks);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("jwks", e.getMessage() == null ? "is not valid" : e.getMessage());
        }
    }

    private Set<String> checkedGrantTypes(@Nullable RelyingParty party) {
        if (grantTypes == null) {
            return Set.of(party == null ? CLIENT_CREDENTIALS : AUTHORIZATION_CODE);
        }
        var checked = new TreeSet<String>();
        for (var grantType : grantTypes) {
            if (grantType == null || !GRANT_TYPES.contains(grantType)) {
                throw ProblemException.invalid("grant_types", "may hold " + new TreeSet<>(GRANT_TYPES));
            }
            checked.add(grantType);
        }
        var code = checked.contains(AUTHORIZATION_CODE);
        if (checked.isEmpty() || code != (party != null) || (!code && checked.contains("refresh_token"))) {
            throw ProblemException.invalid(
                    "grant_types",
                    "must hold authorization_code, and may hold refresh_token, for a client of an application; else client_credentials alone");
        }
        return checked;
    }

    private @Nullable RelyingParty relyingParty() {
        if (orgId == null && appId == null) {
            if (isGiven(redirectUris)
                    || isGiven(postLogoutRedirectUris)
                    || backchannelLogoutUri != null
                    || idTokenSignedResponseAlg != null) {
                throw ProblemException.invalid("app_id", "is missing, with org_id: whose members are to sign in?");
            }
            return null;
        }
        if (orgId == null || appId == null || !ApplicationAddress.isPossible(orgId, appId)) {
            throw ProblemException.invalid("app_id", "is no application's, with org_id");
        }
        if (!isGiven(redirectUris)) {
            throw ProblemException.invalid("redirect_uris", "must name at least one address");
        }
        return new RelyingParty(
                orgId,
                appId,
                addresses("redirect_uris", redirectUris),
                addresses("post_logout_redirect_uris", postLogoutRedirectUris),
                backchannelLogoutUri == null ? null : address("backchannel_logout_uri", backchannelLogoutUri),
                idTokenAlgorithm());
    }

    /** RS256 unless it says otherwise (OpenID Connect Dynamic Client Registration 1.0 section 2). */
    private SigningAlgorithm idTokenAlgorithm() {
        return idTokenSignedResponseAlg == null
                ? SigningAlgorithm.RS256
                : SigningAlgorithm.named(idTokenSignedResponseAlg)
                        .orElseThrow(() -> ProblemException.invalid(
                                "id_token_signed_response_alg",
                                "must be one of " + String.join(", ", SigningAlgorithm.names())));
    }

    private static boolean isGiven(@Nullable List<@Nullable String> addresses) {
        return addresses != null && !addresses.isEmpty();
    }

    private static List<String> addresses(String field, @Nullable List<@Nullable String> given) {
        var addresses = new ArrayList<String>();
        for (var one : Objects.requireNonNullElse(given, List.<@Nullable String>of())) {
            addresses.add(address(field, one == null ? "" : one));
        }
        if (addresses.size() > MOST_ADDRESSES) {
            throw ProblemException.invalid(field, "may name at most " + MOST_ADDRESSES + " addresses");
        }
        return addresses;
    }

    /** https, or this machine, where nobody listens on the way. */
    private static String address(String field, String text) {
        try {
            var uri = new URI(text);
            var safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && Origins.isLoopback(uri));
            if (safe
                    && text.length() <= LONGEST_ADDRESS
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // told below, like any other text that is no such address
        }
        throw ProblemException.invalid(
                field, "must be https addresses without a fragment; http is for localhost alone");
    }
}
