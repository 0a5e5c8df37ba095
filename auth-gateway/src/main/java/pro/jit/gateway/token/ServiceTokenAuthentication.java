package pro.jit.gateway.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import org.jose4j.jwt.JwtClaims;

/**
 * Lets {@code @RolesAllowed("applications:read")} on our routes mean the scope of the bearer's service token. Keys come from memory, not
 * from our own JWKS address; a session token is no caller here.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class ServiceTokenAuthentication extends JWTCallerPrincipalFactory {
    private final ServiceTokenIssuer serviceTokens;

    ServiceTokenAuthentication(ServiceTokenIssuer serviceTokens) {
        this.serviceTokens = serviceTokens;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var service = serviceTokens
                .verify(token)
                .orElseThrow(() -> new ParseException("Not a service token of ours that is good now"));
        var claims = new JwtClaims();
        service.claims().getClaimsMap().forEach(claims::setClaim);
        claims.setClaim("raw_token", token);
        claims.setStringListClaim("groups", List.copyOf(service.scopes()));
        return new DefaultJWTCallerPrincipal(token, claims);
    }
}
