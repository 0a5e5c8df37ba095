package pro.jit.gateway.accessrequest;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.decision.AccessRequestStanding;
import pro.jit.gateway.encryption.SealedJson;
import pro.jit.gateway.problem.Occurrence;
import pro.jit.gateway.problem.RequestAccess;
import pro.jit.gateway.session.BrowserRequest;
import pro.jit.gateway.session.SessionCookies;

/**
 * Lets the browser keep who has just been refused, so that they can ask for access without signing in once more: ten minutes, encrypted, for this
 * application, sent nowhere but to where the form goes. It opens nothing: a session never comes of it.
 */
@ApplicationScoped
public class RefusedVisitors {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(1);
    private static final String COOKIE = "jit_refused";

    /** With more of either the cookie could become larger than browsers keep. */
    private static final int LONGEST_WAY_BACK = 1_000;

    private static final int LONGEST_NAME = 100;

    private final SealedJson sealed;
    private final Clock clock;

    RefusedVisitors(SealedJson sealed, Clock clock) {
        this.sealed = sealed;
        this.clock = clock;
    }

    /** {@code Set-Cookie} that keeps whom this was about. */
    public String remember(
            Application application,
            URI origin,
            String organizationId,
            String openId,
            @Nullable String unionId,
            String tenantKey,
            @Nullable String name,
            @Nullable String startAgain) {
        var back = startAgain == null || startAgain.length() > LONGEST_WAY_BACK ? login(application) : startAgain;
        var known = name == null || name.length() > LONGEST_NAME ? null : name;
        var refused = new Refused(organizationId, openId, unionId, tenantKey, known, back, clock.instant());
        return SessionCookies.cookie(
                SessionCookies.name(origin, COOKIE),
                sealed.seal(application.audience(), refused),
                path(application),
                origin,
                LIFE);
    }

    /** Who was refused in this browser within the last ten minutes. */
    Optional<Refused> find(Application application, URI origin, BrowserRequest request) {
        var now = clock.instant();
        return sealed.open(application.audience(), Refused.class, request.cookie(SessionCookies.name(origin, COOKIE)))
                .filter(refused ->
                        now.isBefore(refused.at().plus(LIFE)) && !refused.at().isAfter(now.plus(CLOCK_SLACK)));
    }

    /** The refusal with what its page offers: asking for access, or where that stands. */
    public Occurrence offer(Occurrence refusal, Application application, @Nullable AccessRequestStanding standing) {
        var last = standing == null
                ? null
                : new RequestAccess.Last(standing.open(), standing.askedAt(), standing.note(), standing.askAgainAt());
        return refusal.requestAccess(new RequestAccess(path(application), last, clock.instant()));
    }

    static String path(Application application) {
        return application.path() + "/access-requests";
    }

    static String login(Application application) {
        return application.path() + "/login";
    }
}
