package pro.jit.gateway.openid;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.client.RelyingParty;
import pro.jit.gateway.client.Scopes;
import pro.jit.gateway.client.ServiceClient;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.token.OAuthParameters;

/** Reads an authorization request. Who sends it and where the answer goes is proven first: until then nothing is sent anywhere. */
@Singleton
class AuthorizationRequestReader {
    private static final Pattern S256_CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<String> PROMPTS = Set.of("none", "login", "consent", "select_account");
    private static final int LONGEST_NONCE = 256;

    private final ServiceClients clients;
    private final IdTokens idTokens;
    private final Clock clock;

    AuthorizationRequestReader(ServiceClients clients, IdTokens idTokens, Clock clock) {
        this.clients = clients;
        this.idTokens = idTokens;
        this.clock = clock;
    }

    /** What was read. */
    sealed interface Reading {
        record Accepted(AuthorizationRequest request) implements Reading {}

        /** To be told to the relying party, which has proven to be one. */
        record Refused(String redirectUri, @Nullable String state, AuthorizationError error, String description)
                implements Reading {}
    }

    /**
     * Reads the parameters of a query or a form.
     *
     * @throws ProblemException where client or {@code redirect_uri} is not proven: for the visitor, and nobody else
     */
    Reading read(MultivaluedMap<String, String> given) {
        var parameters = new OAuthParameters(given);
        var client = client(parameters);
        var party = Optional.ofNullable(client.relyingParty())
                .orElseThrow(() -> ProblemException.invalid("client_id", "is no relying party"));
        var redirectUri = parameters
                .single("redirect_uri")
                .filter(party.redirectUris()::contains)
                .orElseThrow(() -> ProblemException.invalid("redirect_uri", "is none of those registered"));
        var state = parameters.single("state").orElse(null);
        try {
            return new Reading.Accepted(request(parameters, client, party, redirectUri, state));
        } catch (Refusal e) {
            return new Reading.Refused(redirectUri, state, e.error, e.description);
        }
    }

    private ServiceClient client(OAuthParameters parameters) {
        return parameters
                .single("client_id")
                .flatMap(clients::registered)
                .orElseThrow(() -> ProblemException.invalid("client_id", "is unknown"));
    }

    private AuthorizationRequest request(
            OAuthParameters parameters,
            ServiceClient client,
            RelyingParty party,
            String redirectUri,
            @Nullable String state)
            throws Refusal {
        refuseWhatWeDoNotDo(parameters, client);
        var prompts = prompts(parameters);
        return new AuthorizationRequest(
                client.clientId(),
                party.orgId(),
                party.appId(),
                redirectUri,
                state,
                scopes(parameters, client),
                nonce(parameters),
                codeChallenge(parameters, client),
                prompts.contains("none"),
                prompts.contains("login") || prompts.contains("select_account"),
                maxAge(parameters),
                parameters
                        .get("id_token_hint")
                        .flatMap(idTokens::readHint)
                        .map(IdTokens.Hint::subject)
                        .orElse(null),
                Instant.ofEpochMilli(clock.millis()));
    }

    private static void refuseWhatWeDoNotDo(OAuthParameters parameters, ServiceClient client) throws Refusal {
        if (parameters.hasRepeated()) {
            throw invalid("A parameter is repeated.");
        }
        if (parameters.get("request").isPresent()) {
            throw new Refusal(AuthorizationError.REQUEST_NOT_SUPPORTED, "Request objects are not supported.");
        }
        if (parameters.get("request_uri").isPresent()) {
            throw new Refusal(AuthorizationError.REQUEST_URI_NOT_SUPPORTED, "request_uri is not supported.");
        }
        var responseType = parameters.get("response_type");
        if (responseType.isEmpty()) {
            throw invalid("response_type is missing.");
        }
        if (!"code".equals(responseType.get())) {
            throw new Refusal(
                    AuthorizationError.UNSUPPORTED_RESPONSE_TYPE, "Only the response type code is supported.");
        }
        if (!"query".equals(parameters.get("response_mode").orElse("query"))) {
            throw invalid("Only the response mode query is supported.");
        }
        if (!client.grantTypes().contains(RedeemCode.GRANT_TYPE)) {
            throw new Refusal(
                    AuthorizationError.UNAUTHORIZED_CLIENT, "The client is not registered for authorization_code.");
        }
    }

    /** What we do not know is passed over (OpenID Connect Core §3.1.2.1); what was granted the token response says. */
    private static Set<String> scopes(OAuthParameters parameters, ServiceClient client) throws Refusal {
        var scopes = new LinkedHashSet<>(Scopes.parse(parameters.get("scope").orElse("")));
        if (!scopes.contains(OpenIdScopes.OPENID)) {
            throw new Refusal(AuthorizationError.INVALID_SCOPE, "The scope openid is missing.");
        }
        scopes.retainAll(OpenIdScopes.ALL);
        if (!client.grantTypes().contains(RefreshTokenGrant.GRANT_TYPE)) {
            scopes.remove(OpenIdScopes.OFFLINE_ACCESS);
        }
        return scopes;
    }

    private static @Nullable String nonce(OAuthParameters parameters) throws Refusal {
        var nonce = parameters.get("nonce").orElse(null);
        if (nonce != null && nonce.length() > LONGEST_NONCE) {
            throw invalid("nonce is longer than " + LONGEST_NONCE + " characters.");
        }
        return nonce;
    }

    private static @Nullable String codeChallenge(OAuthParameters parameters, ServiceClient client) throws Refusal {
        var challenge = parameters.get("code_challenge").orElse(null);
        var method = parameters.get("code_challenge_method").orElse(null);
        if (challenge == null && method == null) {
            if (!client.confidential()) {
                throw invalid("A public client must send a code_challenge.");
            }
            return null;
        }
        // A missing method means plain (RFC 7636 §4.3), which protects from nobody who reads the request.
        if (!"S256".equals(method)) {
            throw invalid("Only the code challenge method S256 is supported.");
        }
        if (challenge == null || !S256_CHALLENGE.matcher(challenge).matches()) {
            throw invalid("code_challenge is not one of S256.");
        }
        return challenge;
    }

    private static Set<String> prompts(OAuthParameters parameters) throws Refusal {
        var prompts = Scopes.parse(parameters.get("prompt").orElse(""));
        if (!PROMPTS.containsAll(prompts) || (prompts.contains("none") && prompts.size() > 1)) {
            throw invalid("prompt is none alone, or of login, consent and select_account.");
        }
        return prompts;
    }

    private static @Nullable Long maxAge(OAuthParameters parameters) throws Refusal {
        var text = parameters.get("max_age").orElse(null);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw invalid("max_age is not a number of seconds.");
        }
        return Long.valueOf(text);
    }

    private static Refusal invalid(String description) {
        return new Refusal(AuthorizationError.INVALID_REQUEST, description);
    }

    /** Ends the reading with what the relying party is told. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final AuthorizationError error;
        private final String description;

        Refusal(AuthorizationError error, String description) {
            super(description);
            this.error = error;
            this.description = description;
        }
    }
}
