package pro.jit.permission;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells at once who bears a token that {@link VerifiedTokens} knows. Any other is left to the provider that verifies signatures, which waits on a
 * thread of its own for keys that may have to be fetched.
 */
@ApplicationScoped
class KnownBearers implements IdentityProvider<TokenAuthenticationRequest> {
    private final VerifiedTokens tokens;

    KnownBearers(VerifiedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return SYSTEM_FIRST;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return request.getToken() instanceof JsonWebTokenCredential credential
                ? Uni.createFrom().optional(tokens.known(credential.getToken()).map(KnownBearers::identity))
                : Uni.createFrom().nullItem();
    }

    private static SecurityIdentity identity(JWTCallerPrincipal principal) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(principal)
                .addRoles(principal.getGroups())
                .build();
    }
}
