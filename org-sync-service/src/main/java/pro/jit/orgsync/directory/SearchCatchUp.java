package pro.jit.orgsync.directory;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Makes those members findable whom an older version of this service has written, while it was the only one and beside this one. */
@ApplicationScoped
class SearchCatchUp {
    private static final Logger LOG = Logger.getLogger(SearchCatchUp.class);
    private static final int BATCH = 500;

    private final Jdbi jdbi;
    private final MemberSearch search;

    SearchCatchUp(Jdbi jdbi, MemberSearch search) {
        this.jdbi = jdbi;
        this.search = search;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void catchUp() {
        var members = 0;
        int batch;
        do {
            batch = jdbi.inTransaction(handle -> search.catchUp(handle, BATCH));
            members += batch;
        } while (batch == BATCH);
        if (members > 0) {
            LOG.infof("members made findable  members=%d", members);
        }
    }
}
