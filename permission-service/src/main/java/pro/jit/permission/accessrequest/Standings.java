package pro.jit.permission.accessrequest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.accessrequest.AccessRequest.Status;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.AccessRequestStanding;
import pro.jit.permission.evaluation.AccessRequestStandings;

/** Where a refused member's last request stands. */
@ApplicationScoped
class Standings implements AccessRequestStandings {
    private final AccessRequestRepository repository;
    private final AccessRequestConfig config;

    Standings(AccessRequestRepository repository, AccessRequestConfig config) {
        this.repository = repository;
        this.config = config;
    }

    @Override
    public Optional<AccessRequestStanding> of(Handle handle, OrganizationId organization, MemberId member) {
        return repository.newest(handle, organization, member).flatMap(this::standing);
    }

    private Optional<AccessRequestStanding> standing(AccessRequest request) {
        return switch (request.status()) {
            case OPEN -> Optional.of(new AccessRequestStanding(request.status().wire(), request.askedAt(), null, null));
            case DECLINED -> {
                var decision = request.decision();
                yield Optional.of(new AccessRequestStanding(
                        request.status().wire(),
                        request.askedAt(),
                        decision == null ? null : decision.note(),
                        askAgainAt(request, config.pause()).orElse(null)));
            }
            // What was given is gone again, or nobody answered: they may ask as if they never had.
            case APPROVED, CLOSED -> Optional.empty();
        };
    }

    /** When who was declined may ask again; empty for any other request. */
    static Optional<Instant> askAgainAt(AccessRequest request, Duration pause) {
        var decision = request.decision();
        return request.status() == Status.DECLINED && decision != null
                ? Optional.of(decision.at().plus(pause))
                : Optional.empty();
    }
}
