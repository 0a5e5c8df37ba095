package pro.jit.permission;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Lets in tokens made for services only: a session token of the same issuer says nothing about scopes. */
@ApplicationScoped
class ServiceTokens implements SecurityIdentityAugmentor {
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && !isService(token)) {
            return Uni.createFrom().failure(new AuthenticationFailedException("not a service token"));
        }
        return Uni.createFrom().item(identity);
    }

    static boolean isService(JsonWebToken token) {
        return "service".equals(token.getClaim("token_use"));
    }
}
