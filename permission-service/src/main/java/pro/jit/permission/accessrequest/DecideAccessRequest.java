package pro.jit.permission.accessrequest;

import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.access.AccessChanges;
import pro.jit.permission.accessrequest.AccessRequest.Decision;
import pro.jit.permission.accessrequest.AccessRequest.Given;
import pro.jit.permission.accessrequest.AccessRequest.Status;
import pro.jit.permission.audit.Caller;
import pro.jit.permission.audit.ChangeRecord;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.grant.Effect;
import pro.jit.permission.grant.Grant;
import pro.jit.permission.grant.Grants;
import pro.jit.permission.grant.Principal;
import pro.jit.permission.problem.Problem;
import pro.jit.permission.problem.ProblemException;

/** Approves a request, which makes a grant in the same transaction, or declines it. Whoever decides second is told that it is decided. */
@ApplicationScoped
class DecideAccessRequest {
    private final Jdbi jdbi;
    private final AccessRequestRepository repository;
    private final Grants grants;
    private final AccessChanges changes;
    private final ChangeRecord record;
    private final NoArgGenerator ids;
    private final MeterRegistry meters;
    private final Clock clock;

    DecideAccessRequest(
            Jdbi jdbi,
            AccessRequestRepository repository,
            Grants grants,
            AccessChanges changes,
            ChangeRecord record,
            NoArgGenerator ids,
            MeterRegistry meters,
            Clock clock) {
        this.jdbi = jdbi;
        this.repository = repository;
        this.grants = grants;
        this.changes = changes;
        this.record = record;
        this.ids = ids;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Gives the member the role. Where a grant says just that already, it is taken for the one given.
     *
     * @param validUntil null for ever
     * @param note kept with the request
     */
    AccessRequestView approve(
            Caller caller,
            ApplicationId application,
            UUID id,
            String role,
            @Nullable Instant validUntil,
            @Nullable String note) {
        return jdbi.inTransaction(handle -> {
            // The organization of a request never changes. Its turn comes before the request's row, as when a member
            // leaves.
            changes.awaitTurn(handle, List.of(find(handle, application, id).organizationId()));
            var open = lockOpen(handle, application, id);
            var grant = grants.ensure(
                    handle,
                    caller,
                    new Grant(
                            ids.generate(),
                            application,
                            open.organizationId(),
                            new Principal.OneMember(open.memberId().value()),
                            role,
                            Effect.ALLOW,
                            null,
                            validUntil));
            var given = new Given(grant.grantId(), grant.role(), grant.validUntil());
            return decide(handle, caller, open, Status.APPROVED, note, given);
        });
    }

    /** @param note read by the member at their next try */
    AccessRequestView decline(Caller caller, ApplicationId application, UUID id, @Nullable String note) {
        return jdbi.inTransaction(handle -> {
            find(handle, application, id);
            return decide(handle, caller, lockOpen(handle, application, id), Status.DECLINED, note, null);
        });
    }

    private AccessRequestView decide(
            Handle handle,
            Caller caller,
            AccessRequest open,
            Status outcome,
            @Nullable String note,
            @Nullable Given given) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var decided = open.decided(outcome, new Decision(now, caller.clientId(), note, given));
        repository.decide(handle, decided);
        record.addAll(handle, caller, open.application(), List.of(RecordedAccessRequest.decided(open, decided)));
        meters.counter("jit_access_requests", "status", outcome.wire()).increment();
        return repository
                .find(handle, open.application(), open.accessRequestId())
                .map(AccessRequestView::of)
                .orElseThrow();
    }

    private AccessRequest find(Handle handle, ApplicationId application, UUID id) {
        return repository
                .find(handle, application, id)
                .map(KnownRequest::request)
                .orElseThrow(() -> AccessRequests.unknown(id));
    }

    private AccessRequest lockOpen(Handle handle, ApplicationId application, UUID id) {
        var request = repository.lock(handle, application, id).orElseThrow(() -> AccessRequests.unknown(id));
        if (!request.isOpen()) {
            throw ProblemException.of(
                    Problem.CONFLICT, "The request is " + request.status().wire() + " already.");
        }
        return request;
    }
}
