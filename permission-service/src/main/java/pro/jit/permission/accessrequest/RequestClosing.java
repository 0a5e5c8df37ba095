package pro.jit.permission.accessrequest;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.access.MemberDeparture;
import pro.jit.permission.accessrequest.AccessRequest.Decision;
import pro.jit.permission.accessrequest.AccessRequest.Status;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/** Closes requests nobody needs to decide any more: of members who leave, and those that waited too long. Forgets old ones. */
@ApplicationScoped
class RequestClosing implements MemberDeparture {
    private static final Logger LOG = Logger.getLogger(RequestClosing.class);
    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final AccessRequestRepository repository;
    private final AccessRequestConfig config;
    private final ChangeRecord record;
    private final Clock clock;

    RequestClosing(
            Jdbi jdbi,
            AccessRequestRepository repository,
            AccessRequestConfig config,
            ChangeRecord record,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.config = config;
        this.record = record;
        this.clock = clock;
    }

    @Override
    public void left(Handle handle, OrganizationId organization, MemberId member) {
        close(handle, repository.lockOpen(handle, organization, member));
    }

    /** One replica does it, or several do parts of it. */
    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tidy() {
        var now = clock.instant();
        var closed = 0;
        int last;
        do {
            last = jdbi.inTransaction(handle -> {
                var waiting = repository.lockOpenSince(handle, now.minus(config.openFor()), BATCH);
                close(handle, waiting);
                return waiting.size();
            });
            closed += last;
        } while (last == BATCH);
        var forgotten = jdbi.withHandle(handle -> repository.deleteDecidedBefore(handle, now.minus(config.kept())));
        if (closed + forgotten > 0) {
            LOG.infof("access requests tidied  closed=%d forgotten=%d", closed, forgotten);
        }
    }

    private void close(Handle handle, List<AccessRequest> open) {
        var ourselves = Caller.ourselves();
        var decision = new Decision(clock.instant().truncatedTo(ChronoUnit.MICROS), ourselves.clientId(), null, null);
        for (var request : open) {
            var closed = request.decided(Status.CLOSED, decision);
            repository.decide(handle, closed);
            record.addAll(
                    handle, ourselves, request.application(), List.of(RecordedAccessRequest.decided(request, closed)));
        }
    }
}
