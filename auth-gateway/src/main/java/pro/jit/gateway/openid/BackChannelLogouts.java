package pro.jit.gateway.openid;

import com.fasterxml.uuid.NoArgGenerator;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwt.JwtClaims;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.outbound.OutboundCalls;
import pro.jit.gateway.outbound.OutboundFailed;
import pro.jit.gateway.session.SessionEnded;
import pro.jit.gateway.token.SignedTokens;

/**
 * Tells relying parties that a session has ended (OpenID Connect Back-Channel Logout 1.0). Who is to be told is written down in the
 * transaction that ends the session; the telling comes after it, again and again for a day, and holds nobody up.
 */
@Singleton
class BackChannelLogouts {
    private static final Logger LOG = Logger.getLogger(BackChannelLogouts.class);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int AT_ONCE = 20;
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** While one replica is telling, no other does; if it dies, the next one takes over after this. */
    private static final Duration CLAIMED = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(2);

    private final Jdbi jdbi;
    private final AuthorizationRepository authorizations;
    private final SignedTokens tokens;
    private final OutboundCalls calls;
    private final NoArgGenerator ids;
    private final Clock clock;
    private final ExecutorService virtualThreads;

    BackChannelLogouts(
            Jdbi jdbi,
            AuthorizationRepository authorizations,
            SignedTokens tokens,
            OutboundCalls calls,
            NoArgGenerator ids,
            Clock clock,
            @VirtualThreads ExecutorService virtualThreads) {
        this.jdbi = jdbi;
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.calls = calls;
        this.ids = ids;
        this.clock = clock;
        this.virtualThreads = virtualThreads;
    }

    /** One relying party that is to be told of one session. */
    private record Due(
            UUID logoutId,
            String clientId,
            String uri,
            SigningAlgorithm algorithm,
            String sid,
            String memberId,
            int attempts,
            Instant createdAt) {}

    void writeDown(@Observes SessionEnded ended) {
        ended.handle()
                .createUpdate("""
                        insert into openid_backchannel_logout
                            (logout_id, client_id, uri, signed_response_alg, sid, member_id, created_at, next_attempt_at)
                        select gen_random_uuid(), c.client_id, c.backchannel_logout_uri, c.id_token_signed_response_alg,
                            :sid, :member, :now, :now
                        from service_client c
                        where c.backchannel_logout_uri is not null and exists (
                            select 1 from openid_authorization a
                            where a.client_id = c.client_id and a.sid = :sid and a.redeemed_at is not null)""")
                .bind("sid", UUID.fromString(ended.session().sid()))
                .bind("member", ended.session().memberId())
                .bind("now", clock.instant())
                .execute();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tell() {
        for (var due : claim()) {
            virtualThreads.execute(() -> tell(due));
        }
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forgetOldAuthorizations() {
        jdbi.useHandle(
                handle -> authorizations.deleteOld(handle, clock.instant().minus(Duration.ofHours(2))));
    }

    private List<Due> claim() {
        var now = clock.instant();
        return jdbi.inTransaction(handle -> handle.createQuery("""
                        update openid_backchannel_logout set attempts = attempts + 1, next_attempt_at = :until
                        where logout_id in (
                            select logout_id from openid_backchannel_logout where next_attempt_at <= :now
                            order by next_attempt_at limit :limit for update skip locked)
                        returning *""")
                .bind("now", now)
                .bind("until", now.plus(CLAIMED))
                .bind("limit", AT_ONCE)
                .map((row, context) -> due(row))
                .list());
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                UUID.fromString(row.getString("logout_id")),
                row.getString("client_id"),
                row.getString("uri"),
                SigningAlgorithm.valueOf(row.getString("signed_response_alg")),
                row.getString("sid"),
                row.getString("member_id"),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant());
    }

    private void tell(Due due) {
        try {
            var answer = calls.send(request(due), DEADLINE);
            if (answer.status() == 200 || answer.status() == 204) {
                done(due);
            } else {
                later(due, "status " + answer.status());
            }
        } catch (OutboundFailed e) {
            later(due, e.neverSent() ? "no connection" : "no answer");
        } catch (RuntimeException e) {
            LOG.errorf(e, "relying party not told of a logout clientId=%s", due.clientId());
        }
    }

    private HttpRequest request(Due due) {
        return HttpRequest.newBuilder(URI.create(due.uri()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "logout_token=" + URLEncoder.encode(logoutToken(due), StandardCharsets.UTF_8)))
                .build();
    }

    private String logoutToken(Due due) {
        var claims = new JwtClaims();
        claims.setJwtId(ids.generate().toString());
        claims.setSubject(due.memberId());
        claims.setAudience(due.clientId());
        claims.setClaim("sid", due.sid());
        claims.setClaim("events", Map.of(EVENT, Map.of()));
        var now = clock.instant();
        return tokens.sign(due.algorithm(), "logout+jwt", claims, now, now.plus(TOKEN_LIFE));
    }

    private void done(Due due) {
        jdbi.useHandle(
                handle -> handle.execute("delete from openid_backchannel_logout where logout_id = ?", due.logoutId()));
    }

    private void later(Due due, String why) {
        var now = clock.instant();
        if (due.createdAt().plus(GIVE_UP_AFTER).isBefore(now)) {
            LOG.errorf("relying party never told of a logout, given up clientId=%s error=%s", due.clientId(), why);
            done(due);
            return;
        }
        LOG.warnf("relying party not told of a logout, will try again clientId=%s error=%s", due.clientId(), why);
        var doubled = Duration.ofSeconds(1L << Math.min(due.attempts(), 11));
        var pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update openid_backchannel_logout set next_attempt_at = :at where logout_id = :id")
                .bind("at", now.plus(pause))
                .bind("id", due.logoutId())
                .execute());
    }
}
