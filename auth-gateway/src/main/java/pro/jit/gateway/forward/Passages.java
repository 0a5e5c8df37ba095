package pro.jit.gateway.forward;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import pro.jit.gateway.connection.OpenConnections;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionOver;

/**
 * What is being passed for each session just now, so that it ends with the session: a WebSocket, an event stream or a large file may last for hours,
 * and nobody looks at a session again once its request has been let through.
 */
@ApplicationScoped
public class Passages {
    private static final Logger LOG = Logger.getLogger(Passages.class);

    /** RFC 9113 section 7: the stream is no longer needed. */
    private static final long HTTP_2_CANCEL = 0x8;

    private final SessionCheck check;
    private final Map<String, Set<Passage>> bySession = new ConcurrentHashMap<>();

    Passages(SessionCheck check) {
        this.check = check;
    }

    private record Passage(RoutingContext visit, Context eventLoop) {
        void cut() {
            eventLoop.runOnContext(now -> {
                if (visit.request().version() == HttpVersion.HTTP_2) {
                    visit.response().reset(HTTP_2_CANCEL);
                } else {
                    OpenConnections.cut(visit.request().connection());
                }
            });
        }
    }

    /** From now until it ends, this request goes when the session does. To be called on its event loop, before it is passed on. */
    public void keep(String sid, RoutingContext visit) {
        var passage = new Passage(visit, Vertx.currentContext());
        bySession.compute(sid, (session, passages) -> {
            var kept = passages == null ? ConcurrentHashMap.<Passage>newKeySet() : passages;
            kept.add(passage);
            return kept;
        });
        if (HopByHopHeaders.isWebSocket(visit.request().headers())) {
            OpenConnections.whenClosed(visit.request().connection(), () -> forget(sid, passage));
        } else {
            visit.addEndHandler(ended -> forget(sid, passage));
        }
        if (check.hasEnded(sid)) {
            passage.cut();
        }
    }

    void over(@Observes SessionOver session) {
        var passages = bySession.remove(session.sid());
        if (passages != null) {
            LOG.infof("session ended, what was being passed is cut  sid=%s count=%d", session.sid(), passages.size());
            passages.forEach(Passage::cut);
        }
    }

    private void forget(String sid, Passage passage) {
        bySession.computeIfPresent(sid, (session, passages) -> {
            passages.remove(passage);
            return passages.isEmpty() ? null : passages;
        });
    }
}
