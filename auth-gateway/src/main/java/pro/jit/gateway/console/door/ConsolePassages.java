package pro.jit.gateway.console.door;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import pro.jit.gateway.console.session.ConsoleSessions;
import pro.jit.gateway.forward.OpenPassages;

/**
 * What is being answered for each session of the console just now, such as the progress of a synchronization. It ends within seconds of the session,
 * however and on whichever replica that ended: signed out, idle, its time over, the password changed or the administrator removed.
 */
@ApplicationScoped
class ConsolePassages {
    private static final Logger LOG = Logger.getLogger(ConsolePassages.class);

    private final ConsoleSessions sessions;
    private final OpenPassages<UUID> open = new OpenPassages<>();

    ConsolePassages(ConsoleSessions sessions) {
        this.sessions = sessions;
    }

    /** To be called on the request's event loop, before it is passed on. */
    void keep(UUID session, RoutingContext call) {
        open.keep(session, call);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void cutWhatIsOver() {
        var asking = open.sessions();
        if (asking.isEmpty()) {
            return;
        }
        var live = sessions.live(asking);
        asking.stream().filter(session -> !live.contains(session)).forEach(session -> {
            var count = open.cut(session);
            if (count > 0) {
                LOG.infof("session of the console ended, what was being answered is cut  count=%d", count);
            }
        });
    }
}
