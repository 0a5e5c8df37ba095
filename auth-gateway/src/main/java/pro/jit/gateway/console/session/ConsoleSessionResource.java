package pro.jit.gateway.console.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import pro.jit.gateway.session.BrowserRequest;

/** {@code /console/session} and {@code /console/logout}: who is at the console, and its end. */
@Path("/console")
@RunOnVirtualThread
public class ConsoleSessionResource {
    private final ConsoleRequest console;
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final BrowserRequest browser;

    ConsoleSessionResource(
            ConsoleRequest console, ConsoleSessions sessions, ConsoleCookie cookie, BrowserRequest browser) {
        this.console = console;
        this.sessions = sessions;
        this.cookie = cookie;
        this.browser = browser;
    }

    @GET
    @Path("session")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Response session() {
        return Response.ok(SessionView.of(console.session()), MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Ends the session, if there is one. */
    @POST
    @Path("logout")
    @APIResponse(responseCode = "204")
    public Response logout() {
        console.requireOwnPage();
        cookie.of(browser.http())
                .flatMap(value -> sessions.use(value, Attendance.UNATTENDED))
                .ifPresent(session -> {
                    ConsoleActor.note(browser.routing(), session.subject());
                    sessions.end(session.id());
                });
        return Response.noContent()
                .header("Set-Cookie", cookie.removal(browser.http()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
