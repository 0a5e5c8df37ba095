package pro.jit.gateway.console.session;

import jakarta.enterprise.context.RequestScoped;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.ProblemException;
import pro.jit.gateway.session.BrowserRequest;

/** Who asks one of the console's own routes. */
@RequestScoped
public class ConsoleRequest {
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final BrowserRequest browser;

    ConsoleRequest(ConsoleSessions sessions, ConsoleCookie cookie, BrowserRequest browser) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.browser = browser;
    }

    /**
     * Refuses another origin's page.
     *
     * @throws ProblemException {@code forbidden}
     */
    public void requireOwnPage() {
        if (cookie.isForeign(browser.http())) {
            throw new ProblemException(Problem.FORBIDDEN, "Only a page of this origin may do this.");
        }
    }

    /**
     * The session of the console this request belongs to.
     *
     * @throws ProblemException {@code session-required}, or {@code forbidden} for another origin's page
     */
    public ConsoleSession session() {
        requireOwnPage();
        var session = cookie.of(browser.http())
                .flatMap(value -> sessions.use(value, Attendance.of(browser.http())))
                .orElseThrow(() -> new ProblemException(
                        Problem.SESSION_REQUIRED, "There is no live session of the console in this browser."));
        ConsoleActor.note(browser.routing(), session.subject());
        return session;
    }

    /**
     * The administrator of the platform who asks, even one who has to change their password first.
     *
     * @throws ProblemException as {@link #session()}, and {@code forbidden} for a member
     */
    public ConsoleSession.Platform platformBeforePasswordChange() {
        return switch (session()) {
            case ConsoleSession.Platform platform -> platform;
            case ConsoleSession.Member member ->
                throw new ProblemException(Problem.FORBIDDEN, "This is for administrators of the platform.");
        };
    }

    /**
     * The administrator of the platform who asks.
     *
     * @throws ProblemException as {@link #platformBeforePasswordChange()}, and {@code password-change-required}
     */
    public ConsoleSession.Platform platform() {
        var platform = platformBeforePasswordChange();
        if (platform.passwordChangeRequired()) {
            throw new ProblemException(Problem.PASSWORD_CHANGE_REQUIRED);
        }
        return platform;
    }
}
