package pro.jit.gateway.forward;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import pro.jit.gateway.session.SessionCheck;
import pro.jit.gateway.session.SessionOver;

/**
 * What is being passed for each session just now, so that it ends with the session: a WebSocket, an event stream or a large file may last for hours,
 * and nobody looks at a session again once its request has been let through.
 */
@ApplicationScoped
public class Passages {
    private static final Logger LOG = Logger.getLogger(Passages.class);

    private final SessionCheck check;
    private final OpenPassages<String> open = new OpenPassages<>();

    Passages(SessionCheck check) {
        this.check = check;
    }

    /** From now until it ends, this request goes when the session does. To be called on its event loop, before it is passed on. */
    public void keep(String sid, RoutingContext visit) {
        open.keep(sid, visit);
        if (check.hasEnded(sid)) {
            open.cut(sid);
        }
    }

    void over(@Observes SessionOver session) {
        var count = open.cut(session.sid());
        if (count > 0) {
            LOG.infof("session ended, what was being passed is cut  sid=%s count=%d", session.sid(), count);
        }
    }
}
