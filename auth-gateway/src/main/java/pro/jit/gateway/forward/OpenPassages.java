package pro.jit.gateway.forward;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import pro.jit.gateway.connection.OpenConnections;

/**
 * Requests that are being answered just now, by the session that none of them may outlive.
 *
 * @param <S> what tells sessions apart
 */
public final class OpenPassages<S> {
    /** RFC 9113 section 7: the stream is no longer needed. */
    private static final long HTTP_2_CANCEL = 0x8;

    private final Map<S, Set<Passage>> bySession = new ConcurrentHashMap<>();

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

    /** From now until it ends, this request can be cut with the session. To be called on its event loop, before it is passed on. */
    public void keep(S session, RoutingContext visit) {
        var passage = new Passage(visit, Vertx.currentContext());
        bySession.compute(session, (same, passages) -> {
            var kept = passages == null ? ConcurrentHashMap.<Passage>newKeySet() : passages;
            kept.add(passage);
            return kept;
        });
        if (HopByHopHeaders.isWebSocket(visit.request().headers())) {
            OpenConnections.whenClosed(visit.request().connection(), () -> forget(session, passage));
        } else {
            visit.addEndHandler(ended -> forget(session, passage));
        }
    }

    /** The sessions something is being answered for. */
    public Set<S> sessions() {
        return Set.copyOf(bySession.keySet());
    }

    /** Ends whatever is being answered for the session; answers how many that were. */
    public int cut(S session) {
        var passages = bySession.remove(session);
        if (passages == null) {
            return 0;
        }
        passages.forEach(Passage::cut);
        return passages.size();
    }

    private void forget(S session, Passage passage) {
        bySession.computeIfPresent(session, (same, passages) -> {
            passages.remove(passage);
            return passages.isEmpty() ? null : passages;
        });
    }
}
