package pro.jit.gateway.session;

import com.fasterxml.uuid.NoArgGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.Application;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;

/** Begins a session for a person permission-service has let in. The session id is always new. */
@ApplicationScoped
public class OpenSession {
    /** How far before the question a loss of access is looked for: replicas' clocks differ. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final SessionRepository sessions;
    private final AccessLosses losses;
    private final SessionEvents events;
    private final SessionEventRelay relay;
    private final NoArgGenerator ids;
    private final SecureRandom random;
    private final Clock clock;

    OpenSession(
            Jdbi jdbi,
            SessionRepository sessions,
            AccessLosses losses,
            SessionEvents events,
            SessionEventRelay relay,
            NoArgGenerator ids,
            SecureRandom random,
            Clock clock) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.losses = losses;
        this.events = events;
        this.relay = relay;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Who signed in, and how.
     *
     * @param state the login transaction's, which is good for one session
     * @param decisionAskedAt when permission-service was asked
     * @param lossesSeen of an earlier {@link Opening.Overtaken}; 0 at first
     */
    public record SignIn(
            Application application,
            String organizationId,
            String memberId,
            @Nullable String name,
            @Nullable String picture,
            List<String> roles,
            String amr,
            FeishuIdentity feishu,
            @Nullable String device,
            @Nullable String address,
            String state,
            Instant decisionAskedAt,
            long lossesSeen) {
        public SignIn {
            roles = List.copyOf(roles);
        }

        @Override
        public String toString() {
            return "SignIn[memberId=" + memberId + "]";
        }
    }

    /** How it went. */
    public sealed interface Opening {
        /** The session is stored. */
        record Opened(Session session, RefreshToken refreshToken) implements Opening {}

        /** Somebody lost access between decision and session: ask again, with what has been seen. */
        record Overtaken(long lossesSeen) implements Opening {}

        /** The transaction has already made a session. */
        record StateUsed() implements Opening {}
    }

    /** Whether the transaction of this state has already made a session. */
    public boolean isUsed(String state) {
        return jdbi.withHandle(handle -> sessions.isStateUsed(handle, hash(state)));
    }

    public Opening open(SignIn signIn) {
        var opening = jdbi.<Opening, RuntimeException>inTransaction(handle -> open(handle, signIn));
        relay.nudge();
        return opening;
    }

    private Opening open(Handle handle, SignIn signIn) {
        var application = signIn.application();
        losses.shareLock(handle, application.orgId(), application.appId());
        var newest = losses.newest(
                handle,
                application.orgId(),
                application.appId(),
                signIn.organizationId(),
                signIn.memberId(),
                signIn.decisionAskedAt().minus(CLOCK_SLACK));
        if (newest > signIn.lossesSeen()) {
            return new Opening.Overtaken(newest);
        }
        if (sessions.isStateUsed(handle, hash(signIn.state()))) {
            return new Opening.StateUsed();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var session = session(signIn, now);
        var refreshToken = RefreshToken.create(random);
        sessions.insert(handle, session, hash(signIn.state()));
        sessions.insertRefreshToken(handle, refreshToken, session.sid(), now);
        events.established(handle, session);
        return new Opening.Opened(session, refreshToken);
    }

    private Session session(SignIn signIn, Instant now) {
        var life = signIn.application().session();
        return new Session(
                ids.generate().toString(),
                signIn.application().orgId(),
                signIn.application().appId(),
                signIn.organizationId(),
                signIn.memberId(),
                signIn.name(),
                signIn.picture(),
                signIn.roles(),
                List.of(signIn.amr()),
                signIn.feishu(),
                signIn.device(),
                signIn.address(),
                now,
                now,
                now,
                now.plus(life.idle()),
                now.plus(life.absolute()),
                null,
                null,
                null);
    }

    private static byte[] hash(String state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
