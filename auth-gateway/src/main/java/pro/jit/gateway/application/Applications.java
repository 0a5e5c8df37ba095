package pro.jit.gateway.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Finds applications by their address.
 *
 * <p>Cached, unknown ones included: key is the address, at most 10 000, each for 2 s, forgotten at once where this replica changes it. So
 * another replica may show an application's old settings for 2 s; that a session ended it learns from the sessions topic, not from here.
 *
 * <p>While the database is away, an application asked for within the last day is as it was last read, so that who is signed in goes on.
 */
@ApplicationScoped
public class Applications {
    private static final Logger LOG = Logger.getLogger(Applications.class);

    private final ApplicationRepository repository;
    private final Cache<String, Optional<Application>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();
    private final Cache<String, Application> lastRead = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    Applications(ApplicationRepository repository) {
        this.repository = repository;
    }

    /** The application at {@code /{orgId}/{appId}/}. */
    public Optional<Application> find(String orgId, String appId) {
        if (!ApplicationAddress.isPossible(orgId, appId)) {
            return Optional.empty();
        }
        return known.get(orgId + "/" + appId, address -> read(orgId, appId));
    }

    private Optional<Application> read(String orgId, String appId) {
        var address = orgId + "/" + appId;
        try {
            var found = repository.find(orgId, appId);
            found.ifPresentOrElse(
                    application -> lastRead.put(address, application), () -> lastRead.invalidate(address));
            return found;
        } catch (JdbiException e) {
            var last = lastRead.getIfPresent(address);
            if (last == null) {
                throw e;
            }
            LOG.warnf("application not read, as it was orgId=%s appId=%s", orgId, appId);
            return Optional.of(last);
        }
    }

    /** Whether {@link #find} can answer from memory, without asking the database: for threads that must not wait. */
    public boolean isRemembered(String orgId, String appId) {
        return !ApplicationAddress.isPossible(orgId, appId) || known.getIfPresent(orgId + "/" + appId) != null;
    }

    void forget(String orgId, String appId) {
        known.invalidate(orgId + "/" + appId);
        lastRead.invalidate(orgId + "/" + appId);
    }
}
