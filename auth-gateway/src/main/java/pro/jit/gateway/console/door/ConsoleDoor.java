package pro.jit.gateway.console.door;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import pro.jit.gateway.console.session.Attendance;
import pro.jit.gateway.console.session.ConsoleActor;
import pro.jit.gateway.console.session.ConsoleCookie;
import pro.jit.gateway.console.session.ConsoleScopes;
import pro.jit.gateway.console.session.ConsoleSession;
import pro.jit.gateway.console.session.ConsoleSessions;
import pro.jit.gateway.forward.OffEventLoop;
import pro.jit.gateway.forward.Passages;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.Problem;
import pro.jit.gateway.problem.Problems;
import pro.jit.gateway.problem.RequestId;
import pro.jit.gateway.token.PersonAtConsole;
import pro.jit.gateway.token.ServiceTokens;

/**
 * {@code /api/**} and {@code /scim/**} with the console's cookie and no token: goes on as if a token of the person at the console had been sent. Our APIs,
 * here and behind us, know tokens alone.
 */
@ApplicationScoped
class ConsoleDoor {
    /** Before what passes calls on to the siblings, behind what gives a request its id. */
    private static final int ROUTE_ORDER = -101;

    private final ConsoleCookie cookie;
    private final ConsoleSessions sessions;
    private final ServiceTokens tokens;
    private final MemberPassages members;
    private final Passages passages;
    private final ConsolePassages consolePassages;
    private final OffEventLoop offEventLoop;
    private final Problems problems;

    ConsoleDoor(
            ConsoleCookie cookie,
            ConsoleSessions sessions,
            ServiceTokens tokens,
            MemberPassages members,
            Passages passages,
            ConsolePassages consolePassages,
            OffEventLoop offEventLoop,
            Problems problems) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.tokens = tokens;
        this.members = members;
        this.passages = passages;
        this.consolePassages = consolePassages;
        this.offEventLoop = offEventLoop;
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(ROUTE_ORDER).handler(this::handle);
        router.route("/scim/*").order(ROUTE_ORDER).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var value = cookie.of(request);
        if (value.isEmpty() || request.headers().contains("Authorization")) {
            context.next();
        } else if (cookie.isForeign(request)) {
            refuse(context, Occurrence.of(Problem.FORBIDDEN, "Only a page of this origin may do this."));
        } else {
            var method = request.method().name();
            var path = request.path();
            var query = MemberPassages.Filter.of(request.params());
            var attendance = Attendance.of(request);
            offEventLoop.ask(context, () -> passage(context, value.get(), attendance, method, path, query), passage -> {
                switch (passage) {
                    case Passage.Open open -> {
                        consolePassages.keep(open.session(), context);
                        if (open.sid() != null) {
                            passages.keep(open.sid(), context);
                        }
                        request.headers().set("Authorization", "Bearer " + open.token());
                        context.next();
                    }
                    case Passage.Answered answered ->
                        context.response()
                                .putHeader("Content-Type", "application/json")
                                .putHeader("Cache-Control", "no-store")
                                .end(answered.json());
                    case Passage.Closed closed -> refuse(context, closed.reason());
                }
            });
        }
    }

    private Passage passage(
            RoutingContext context,
            String cookieValue,
            Attendance attendance,
            String method,
            String path,
            MemberPassages.Filter query) {
        return sessions.use(cookieValue, attendance)
                .map(session -> {
                    ConsoleActor.note(context, session.subject());
                    return switch (session) {
                        case ConsoleSession.Platform platform -> forPlatform(platform);
                        case ConsoleSession.Member member ->
                            members.passage(member, MemberReach.of(method, path), query);
                    };
                })
                .orElseGet(() -> new Passage.Closed(Occurrence.of(
                        Problem.SESSION_REQUIRED, "There is no live session of the console in this browser.")));
    }

    private Passage forPlatform(ConsoleSession.Platform platform) {
        return platform.passwordChangeRequired()
                ? new Passage.Closed(Occurrence.of(Problem.PASSWORD_CHANGE_REQUIRED))
                : new Passage.Open(
                        tokens.issue(
                                new PersonAtConsole(platform.subject(), null), Set.copyOf(ConsoleScopes.of(platform))),
                        platform.id(),
                        null);
    }

    private void refuse(RoutingContext context, Occurrence occurrence) {
        var rendered = problems.json(occurrence, RequestId.of(context));
        var response = context.response().setStatusCode(rendered.status());
        rendered.headers().forEach(response::putHeader);
        response.end(rendered.body());
    }
}
