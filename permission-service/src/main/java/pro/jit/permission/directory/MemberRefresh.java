package pro.jit.permission.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Has org-sync-service read one person from Feishu, when a decision would otherwise rest on not knowing them.
 *
 * <p>Asked once at a time per person, and not again for {@link DirectoryConfig#refreshPause()} after an answer. Those answers are remembered
 * in memory, at most {@value #REMEMBERED} of them; forgetting one costs a call.
 */
@ApplicationScoped
public class MemberRefresh {
    private static final Logger LOG = Logger.getLogger(MemberRefresh.class);
    private static final int REMEMBERED = 10_000;

    private final OrgSyncApi orgSync;
    private final DirectoryProjection projection;
    private final DirectoryConfig config;
    private final Clock clock;
    private final ConcurrentHashMap<Person, CompletableFuture<Boolean>> going = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Person, Instant> answered = new ConcurrentHashMap<>();

    MemberRefresh(@RestClient OrgSyncApi orgSync, DirectoryProjection projection, DirectoryConfig config, Clock clock) {
        this.orgSync = orgSync;
        this.projection = projection;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads the person, waiting at most {@link DirectoryConfig#refreshWait()}. An answer that comes later is still written.
     *
     * @param looked when the directory was last looked at; an answer had since then counts as this one
     * @return whether the directory may now say something else about the person; false also when org-sync-service could not be had
     */
    public boolean refresh(OrganizationId organization, String openId, Instant looked, String requestId) {
        var person = new Person(organization, openId);
        var last = answered.get(person);
        if (last != null && isRecent(last)) {
            return !last.isBefore(looked);
        }
        var call = going.computeIfAbsent(person, asked -> start(asked, requestId));
        try {
            return call.get(config.refreshWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warnf("member not read in time  organizationId=%s requestId=%s", organization, requestId);
        } catch (ExecutionException e) {
            LOG.warnf(
                    "member not read  organizationId=%s requestId=%s error=%s",
                    organization, requestId, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private CompletableFuture<Boolean> start(Person person, String requestId) {
        var result = new CompletableFuture<Boolean>();
        Thread.ofVirtual().name("member-refresh").start(() -> {
            try {
                result.complete(ask(person, requestId));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            } finally {
                going.remove(person);
            }
        });
        return result;
    }

    private boolean isRecent(Instant answer) {
        return clock.instant().isBefore(answer.plus(config.refreshPause()));
    }

    private boolean ask(Person person, String requestId) {
        var last = answered.get(person);
        if (last != null && isRecent(last)) {
            // Another call ended between the look at its answer and the start of this one.
            return true;
        }
        try {
            var answer = orgSync.refresh(
                    person.organization().value(), requestId, new OrgSyncApi.RefreshRequest(person.openId()));
            var member = DirectoryEvents.member(new EventFields(answer, "member"));
            if (!member.organizationId().equals(person.organization())) {
                throw new MalformedEvent("member.organization_id is another organization");
            }
            projection.apply(member);
            remember(person);
            return true;
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() != 404) {
                throw e;
            }
            remember(person);
            return false;
        }
    }

    private void remember(Person person) {
        var now = clock.instant();
        if (answered.size() >= REMEMBERED) {
            answered.values().removeIf(at -> !now.isBefore(at.plus(config.refreshPause())));
            if (answered.size() >= REMEMBERED) {
                answered.clear();
            }
        }
        answered.put(person, now);
    }

    private record Person(OrganizationId organization, String openId) {}
}
