package pro.jit.gateway.console.administrator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleRequest;
import pro.jit.gateway.console.session.ConsoleSessions;
import pro.jit.gateway.problem.FieldError;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;

/** {@code PUT /console/password}: an administrator of the platform chooses another password. Whoever else has a session of theirs is out. */
@Path("/console/password")
@RunOnVirtualThread
public class PasswordResource {
    private static final Logger LOG = Logger.getLogger(PasswordResource.class);
    private static final int LONGEST = 200;

    private final Jdbi jdbi;
    private final ConsoleRequest console;
    private final CheckCredentials credentials;
    private final Passwords passwords;
    private final AdministratorRepository administrators;
    private final ConsoleSessions sessions;
    private final BrowserRequest browser;

    PasswordResource(
            Jdbi jdbi,
            ConsoleRequest console,
            CheckCredentials credentials,
            Passwords passwords,
            AdministratorRepository administrators,
            ConsoleSessions sessions,
            BrowserRequest browser) {
        this.jdbi = jdbi;
        this.console = console;
        this.credentials = credentials;
        this.passwords = passwords;
        this.administrators = administrators;
        this.sessions = sessions;
        this.browser = browser;
    }

    /** The password there is and the one there shall be: at least 12 characters, at most 72 bytes of UTF-8. */
    record PasswordChange(
            @Nullable String currentPassword, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[hidden]";
        }
    }

    /** The session goes on with another cookie; every other one of the administrator ends. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "204")
    public Response change(@Nullable PasswordChange change) {
        var administrator = console.platformBeforePasswordChange();
        var username = administrator.username();
        var wanted = read(username, change);
        credentials.requirePassword(username, wanted.current());
        var hash = passwords.hash(wanted.next());
        jdbi.useTransaction(handle -> {
            administrators.changePassword(handle, username, hash, false);
            sessions.endOf(handle, username);
        });
        LOG.infof("password changed principal=%s", username);
        return Response.noContent()
                .header("Set-Cookie", sessions.openFor(username, browser.http()).setCookie())
                .header("Cache-Control", "no-store")
                .build();
    }

    private record Wanted(String current, String next) {
        @Override
        public String toString() {
            return "Wanted[hidden]";
        }
    }

    private static Wanted read(String username, @Nullable PasswordChange change) {
        if (change == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var current = change.currentPassword();
        var next = change.newPassword();
        var errors = new ArrayList<FieldError>();
        if (current == null || current.isEmpty()) {
            errors.add(new FieldError("current_password", "is missing"));
        } else if (current.length() > LONGEST) {
            errors.add(new FieldError("current_password", "is longer than 200 characters"));
        }
        if (next == null) {
            errors.add(new FieldError("new_password", "is missing"));
        } else {
            PasswordRules.wrongWith(username, current == null ? "" : current, next)
                    .ifPresent(wrong -> errors.add(new FieldError("new_password", wrong)));
        }
        if (current == null || next == null || !errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Wanted(current, next);
    }
}
