package pro.jit.gateway.console.administrator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleActor;
import pro.jit.gateway.console.session.ConsoleRequest;
import pro.jit.gateway.console.session.ConsoleSession;
import pro.jit.gateway.console.session.ConsoleSessions;
import pro.jit.gateway.console.session.SessionView;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;

/** {@code POST /console/login}: an administrator of the platform signs in. */
@Path("/console/login")
@RunOnVirtualThread
public class SignInResource {
    private static final Logger LOG = Logger.getLogger(SignInResource.class);

    private final ConsoleRequest console;
    private final SignInLimits limits;
    private final CheckCredentials credentials;
    private final ConsoleSessions sessions;
    private final BrowserRequest browser;

    SignInResource(
            ConsoleRequest console,
            SignInLimits limits,
            CheckCredentials credentials,
            ConsoleSessions sessions,
            BrowserRequest browser) {
        this.console = console;
        this.limits = limits;
        this.credentials = credentials;
        this.sessions = sessions;
        this.browser = browser;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response signIn(@Nullable SignInRequest request) {
        console.requireOwnPage();
        limits.count(browser.visit().address());
        var given = SignInRequest.read(request);
        return switch (credentials.signIn(given.username(), given.password(), given.totp())) {
            case CredentialCheck.Accepted accepted -> signedIn(accepted.username());
            case CredentialCheck.Rejected rejected -> {
                // A name nobody has may be a password in the wrong field.
                note(rejected.known() ? ConsoleSession.Platform.subject(given.username()) : "unknown");
                throw new ProblemException(Problem.CREDENTIALS_REJECTED);
            }
            case CredentialCheck.TotpRequired required -> throw new ProblemException(Problem.TOTP_REQUIRED);
            case CredentialCheck.Locked locked ->
                throw new ProblemException(Occurrence.of(Problem.TOO_MANY_REQUESTS, CheckCredentials.LOCKED)
                        .retryAfter(locked.remaining()));
        };
    }

    private void note(String actor) {
        ConsoleActor.note(browser.routing(), actor);
    }

    private Response signedIn(String username) {
        var opened = sessions.openFor(username, browser.http());
        note(opened.session().subject());
        LOG.infof("signed in to the console principal=%s", username);
        return Response.ok(SessionView.of(opened.session()), MediaType.APPLICATION_JSON)
                .header("Set-Cookie", opened.setCookie())
                .header("Cache-Control", "no-store")
                .build();
    }
}
