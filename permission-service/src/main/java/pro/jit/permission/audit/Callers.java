package pro.jit.permission.audit;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import pro.jit.permission.problem.RequestId;

/** Knows who asks in the current request. */
@ApplicationScoped
public class Callers {
    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    Callers(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** The caller of the request this thread works on. */
    public Caller current() {
        var context = request.getCurrent();
        return new Caller(identity.getPrincipal().getName(), context == null ? "" : RequestId.of(context));
    }
}
