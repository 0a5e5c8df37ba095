package pro.jit.gateway.openid;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.client.RelyingParty;
import pro.jit.gateway.client.ServiceClients;
import pro.jit.gateway.encryption.SealedJson;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.token.OAuthParameters;

/**
 * {@code /oauth2/logout}, the {@code end_session_endpoint} (OpenID Connect RP-Initiated Logout 1.0): checks the request and sends the visitor
 * on into the application's path, where the session cookie can be seen ({@link LeaveResource}).
 */
@Path("/oauth2/logout")
@RunOnVirtualThread
public class EndSessionResource {
    private static final int LONGEST_STATE = 1_000;

    private final ServiceClients clients;
    private final Applications applications;
    private final IdTokens idTokens;
    private final SealedJson sealed;
    private final BrowserRequest browser;
    private final Clock clock;

    EndSessionResource(
            ServiceClients clients,
            Applications applications,
            IdTokens idTokens,
            SealedJson sealed,
            BrowserRequest browser,
            Clock clock) {
        this.clients = clients;
        this.applications = applications;
        this.idTokens = idTokens;
        this.sealed = sealed;
        this.browser = browser;
        this.clock = clock;
    }

    @GET
    public Response logout(@Context UriInfo address) {
        return goOn(new OAuthParameters(address.getQueryParameters()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logoutByForm(@Nullable MultivaluedMap<String, String> form) {
        return goOn(new OAuthParameters(form == null ? new MultivaluedHashMap<>() : form));
    }

    private Response goOn(OAuthParameters parameters) {
        if (parameters.hasRepeated()) {
            throw ProblemException.invalid("query", "has a parameter twice");
        }
        // A hint that is not ours is none: the visitor will be asked.
        var hint = parameters.get("id_token_hint").flatMap(idTokens::readHint);
        var clientId = clientId(parameters, hint);
        var party = clients.registered(clientId)
                .map(client -> client.relyingParty())
                .orElseThrow(() -> ProblemException.invalid("client_id", "is no relying party"));
        var redirectUri = redirectUri(parameters, party);
        var state = parameters.get("state").orElse(null);
        if (state != null && state.length() > LONGEST_STATE) {
            throw ProblemException.invalid("state", "is longer than " + LONGEST_STATE + " characters");
        }
        var application = applications
                .find(party.orgId(), party.appId())
                .orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        var request = new EndSessionRequest(
                clientId, redirectUri, state, hint.map(IdTokens.Hint::sid).orElse(null), clock.instant());
        return AuthorizationResponse.elsewhere(browser.entryOrigin(application)
                        + LeaveResource.path(application, sealed.seal(application.audience(), request)))
                .build();
    }

    private static String clientId(OAuthParameters parameters, Optional<IdTokens.Hint> hint) {
        var named = parameters.get("client_id");
        var hinted = hint.map(IdTokens.Hint::clientId);
        if (named.isPresent() && hinted.isPresent() && !named.equals(hinted)) {
            throw ProblemException.invalid("client_id", "is not whom the ID token is for");
        }
        return named.or(() -> hinted)
                .orElseThrow(() -> ProblemException.invalid(
                        "client_id", "is missing, and there is no id_token_hint that is good"));
    }

    private static @Nullable String redirectUri(OAuthParameters parameters, RelyingParty party) {
        var given = parameters.get("post_logout_redirect_uri");
        if (given.isPresent() && !party.postLogoutRedirectUris().contains(given.get())) {
            throw ProblemException.invalid("post_logout_redirect_uri", "is none of those registered");
        }
        return given.orElse(null);
    }
}
