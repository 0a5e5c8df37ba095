package pro.jit.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import pro.jit.gateway.decision.AccessDecisions;
import pro.jit.gateway.decision.Decision;

/** What a change of access does to the sessions there are. */
@ApplicationScoped
class FollowAccessChange {
    /** A session this much younger than a loss was decided after it, even with clocks apart: an old event is being read again. */
    private static final Duration DECIDED_LATER = Duration.ofSeconds(60);

    private final Jdbi jdbi;
    private final SessionRepository sessions;
    private final AccessLosses losses;
    private final EndSessions endSessions;
    private final SessionEvents events;
    private final SessionEventRelay relay;
    private final RevocationSet revocations;
    private final AccessDecisions decisions;
    private final RevocationLatency latency;
    private final Clock clock;

    FollowAccessChange(
            Jdbi jdbi,
            SessionRepository sessions,
            AccessLosses losses,
            EndSessions endSessions,
            SessionEvents events,
            SessionEventRelay relay,
            RevocationSet revocations,
            AccessDecisions decisions,
            RevocationLatency latency,
            Clock clock) {
        this.jdbi = jdbi;
        this.sessions = sessions;
        this.losses = losses;
        this.endSessions = endSessions;
        this.events = events;
        this.relay = relay;
        this.revocations = revocations;
        this.decisions = decisions;
        this.latency = latency;
        this.clock = clock;
    }

    /** Nobody could be asked about a session: the change is to be followed again. */
    static final class NotDecided extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Follows one change.
     *
     * @param lastTry whether a session nobody can be asked about ends
     * @throws NotDecided if permission-service could not be asked and this is not the last try
     */
    void follow(AccessChange change, boolean lastTry) {
        switch (change) {
            case AccessChange.Granted granted ->
                changeRoles(granted.orgId(), granted.appId(), granted.memberId(), granted.roles());
            case AccessChange.Revoked revoked -> revoke(revoked);
            case AccessChange.Reevaluate reevaluate -> reevaluate(reevaluate, lastTry);
            case AccessChange.Other other -> {
                // a later version of the producer; nothing for us
            }
        }
    }

    private void revoke(AccessChange.Revoked revoked) {
        jdbi.useTransaction(handle -> losses.record(
                handle,
                revoked.orgId(),
                revoked.appId(),
                revoked.organizationId(),
                revoked.memberId(),
                clock.instant()));
        var limit = revoked.changedAt().plus(DECIDED_LATER);
        var ended = endSessions.where(
                revoked.orgId(),
                revoked.appId(),
                revoked.organizationId(),
                revoked.memberId(),
                session -> session.createdAt().isBefore(limit),
                "organization-disabled".equals(revoked.reason())
                        ? EndReason.ORGANIZATION_DISABLED
                        : EndReason.ACCESS_REVOKED);
        if (ended > 0) {
            latency.ended(revoked.changedAt());
        }
    }

    private void reevaluate(AccessChange.Reevaluate change, boolean lastTry) {
        jdbi.useTransaction(handle ->
                losses.record(handle, change.orgId(), change.appId(), change.organizationId(), null, clock.instant()));
        var live = jdbi.withHandle(
                handle -> sessions.live(handle, change.orgId(), change.appId(), change.organizationId(), null));
        var application = change.orgId() + "/" + change.appId();
        var undecided = false;
        var asked = new HashSet<String>();
        for (var session : live) {
            if (!asked.add(session.memberId())) {
                continue;
            }
            switch (decisions.forMember(application, session.memberId())) {
                case Decision.Granted granted ->
                    changeRoles(change.orgId(), change.appId(), session.memberId(), granted.roles());
                case Decision.Denied denied -> endDenied(session, denied.reason());
                case Decision.Unavailable unavailable -> {
                    if (lastTry) {
                        endDenied(session, Decision.Reason.NOT_AUTHORIZED);
                    } else {
                        undecided = true;
                    }
                }
            }
        }
        if (undecided) {
            throw new NotDecided();
        }
    }

    private void endDenied(Session session, Decision.Reason reason) {
        endSessions.all(
                session.orgId(),
                session.appId(),
                session.organizationId(),
                session.memberId(),
                reason == Decision.Reason.ORGANIZATION_DISABLED
                        ? EndReason.ORGANIZATION_DISABLED
                        : EndReason.REEVALUATION_DENIED);
    }

    /** Tokens that say otherwise are refused from now on; the refresh cookie brings one that says these. */
    private void changeRoles(String orgId, String appId, String memberId, List<String> roles) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // A token signed in this very millisecond may still carry the old roles.
        var before = now.plusMillis(1);
        var changed = jdbi.inTransaction(handle -> {
            var done = new ArrayList<Session>();
            for (var session : sessions.live(handle, orgId, appId, null, memberId)) {
                if (!Set.copyOf(session.roles()).equals(Set.copyOf(roles))) {
                    var updated = sessions.changeRoles(handle, session.sid(), roles, before);
                    events.refreshed(handle, updated, now, before);
                    done.add(updated);
                }
            }
            return done;
        });
        for (var session : changed) {
            revocations.refuseIssuedBefore(session.sid(), before);
        }
        relay.nudge();
    }
}
