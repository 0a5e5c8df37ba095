package pro.jit.permission.accessrequest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Page;
import pro.jit.permission.accessrequest.AccessRequestRepository.Filter;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.problem.ProblemException;

/** Access requests as administrators look at them. */
@ApplicationScoped
class AccessRequests {
    private final Jdbi jdbi;
    private final AccessRequestRepository repository;

    AccessRequests(Jdbi jdbi, AccessRequestRepository repository) {
        this.jdbi = jdbi;
        this.repository = repository;
    }

    /** The newest first, those before {@code before}. */
    AccessRequestPage list(ApplicationId application, Filter filter, @Nullable UUID before, int limit) {
        return jdbi.withHandle(handle -> {
            var found = repository.list(handle, application, filter, before, limit + 1);
            var page = Page.of(found, limit, known -> known.request()
                            .accessRequestId()
                            .toString())
                    .map(AccessRequestView::of);
            return new AccessRequestPage(page.items(), page.nextCursor(), repository.countOpen(handle, application));
        });
    }

    AccessRequestView find(ApplicationId application, UUID id) {
        return jdbi.withHandle(handle -> repository.find(handle, application, id))
                .map(AccessRequestView::of)
                .orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.notFound("The application has no access request " + id + ".");
    }
}
