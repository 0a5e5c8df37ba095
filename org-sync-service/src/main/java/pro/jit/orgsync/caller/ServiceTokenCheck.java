package pro.jit.orgsync.caller;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Takes service tokens alone: a person's session token, signed by the same gateway, opens nothing here. */
@ApplicationScoped
class ServiceTokenCheck implements SecurityIdentityAugmentor {
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.getPrincipal() instanceof JsonWebToken token && !"service".equals(token.getClaim("token_use"))) {
            return Uni.createFrom().failure(new AuthenticationFailedException("Not a service token"));
        }
        return Uni.createFrom().item(identity);
    }
}
