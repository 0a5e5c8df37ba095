package pro.jit.gateway.token;

import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** A Spring service's, as the recipe has it. */
final class SpringVerifier {
    private SpringVerifier() {}

    // The recipe shows this method.
    static JwtDecoder decoder(String keys, String issuer, String application) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(issuer),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(application)),
                new JwtClaimValidator<String>("token_use", "session"::equals)));
        return decoder;
    }
}
