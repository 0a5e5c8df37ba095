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
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Applications;
import pro.jit.gateway.encryption.SealedJson;
import pro.jit.gateway.openid.AuthorizationRequestReader.Reading;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;

/**
 * {@code /oauth2/authorize}: checks the request and sends the visitor on into the application's path, where the session cookie can be seen
 * ({@link ContinueAuthorizationResource}). Nothing is kept here.
 */
@Path("/oauth2/authorize")
@RunOnVirtualThread
public class AuthorizeResource {
    /** Longer, and a browser might not bring it back through the login. */
    private static final int LONGEST = 1_850;

    private final AuthorizationRequestReader reader;
    private final Applications applications;
    private final SealedJson sealed;
    private final AuthorizationResponse responses;
    private final BrowserRequest browser;

    AuthorizeResource(
            AuthorizationRequestReader reader,
            Applications applications,
            SealedJson sealed,
            AuthorizationResponse responses,
            BrowserRequest browser) {
        this.reader = reader;
        this.applications = applications;
        this.sealed = sealed;
        this.responses = responses;
        this.browser = browser;
    }

    @GET
    public Response authorize(@Context UriInfo address) {
        return answer(address.getQueryParameters());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response authorizeByForm(@Nullable MultivaluedMap<String, String> form) {
        return answer(form == null ? new MultivaluedHashMap<>() : form);
    }

    private Response answer(MultivaluedMap<String, String> parameters) {
        return switch (reader.read(parameters)) {
            case Reading.Refused refused ->
                responses.error(refused.redirectUri(), refused.state(), refused.error(), refused.description());
            case Reading.Accepted accepted -> goOn(accepted.request());
        };
    }

    private Response goOn(AuthorizationRequest request) {
        var application = applications
                .find(request.orgId(), request.appId())
                .orElseThrow(() -> new ProblemException(Problem.UNKNOWN_APPLICATION));
        var token = sealed.seal(application.audience(), request);
        if (token.length() > LONGEST) {
            return responses.error(
                    request.redirectUri(),
                    request.state(),
                    AuthorizationError.INVALID_REQUEST,
                    "state, nonce and redirect_uri are too long together.");
        }
        return AuthorizationResponse.elsewhere(
                        browser.entryOrigin(application) + ContinueAuthorizationResource.path(application, token))
                .build();
    }
}
