package pro.jit.gateway.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What was revoked within the life of a token (an hour at most, plus slack): ended sessions, and sessions whose older tokens are refused. Fed by
 * the sessions topic, and at once by what this replica ends itself. Tells within this replica of each session that ends ({@link SessionOver}).
 */
@Singleton
class RevocationSet {
    static final Duration REACH = Duration.ofMinutes(70);

    private final Cache<String, Boolean> ended =
            Caffeine.newBuilder().expireAfterWrite(REACH).build();
    private final Cache<String, Instant> issuedBefore =
            Caffeine.newBuilder().expireAfterWrite(REACH).build();

    private final Consumer<SessionOver> over;

    @Inject
    RevocationSet(Event<SessionOver> over) {
        this((Consumer<SessionOver>) over::fire);
    }

    /** Tells this one. */
    RevocationSet(Consumer<SessionOver> over) {
        this.over = over;
    }

    void end(String sid) {
        ended.put(sid, true);
        over.accept(new SessionOver(sid));
    }

    boolean hasEnded(String sid) {
        return ended.getIfPresent(sid) != null;
    }

    void refuseIssuedBefore(String sid, Instant time) {
        issuedBefore.asMap().merge(sid, time, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Whether a token of this session issued then is refused. */
    boolean refuses(String sid, Instant issuedAt) {
        if (hasEnded(sid)) {
            return true;
        }
        var limit = issuedBefore.getIfPresent(sid);
        return limit != null && issuedAt.isBefore(limit);
    }
}
