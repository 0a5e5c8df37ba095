package pro.jit.permission.audit;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
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

    /** Whether the token was made for somebody whom the caller acts for: its {@code act} claim names the caller (RFC 8693 section 4.1). */
    public boolean actForSomebody() {
        return identity.getPrincipal() instanceof JsonWebToken token && token.containsClaim("act");
    }

    /** The caller of the request this thread works on. */
    public Caller current() {
        var context = request.getCurrent();
        return new Caller(identity.getPrincipal().getName(), context == null ? "" : RequestId.of(context));
    }
}
