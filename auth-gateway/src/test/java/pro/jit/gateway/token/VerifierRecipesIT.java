package pro.jit.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import pro.jit.gateway.TestEnvironment;
import pro.jit.gateway.client.SigningAlgorithm;
import pro.jit.gateway.token.SessionClaims.FeishuIdentity;

/** The services of {@code docs/how-to/verify-tokens.md}, as the page shows them, with tokens of ours and of others. */
@QuarkusTest
@QuarkusTestResource(TestEnvironment.class)
class VerifierRecipesIT {
    private static final Path PAGE = Path.of("..", "docs", "how-to", "verify-tokens.md");
    private static final String APPLICATION = "whwy/app1769584429813";

    private final SessionTokens sessionTokens;
    private final ServiceTokenIssuer serviceTokens;
    private final SigningKeys keys;
    private final String issuer;
    private final String gateway;
    private JwtDecoder spring;
    private DefaultJWTParser quarkus;

    VerifierRecipesIT(
            SessionTokens sessionTokens,
            ServiceTokenIssuer serviceTokens,
            SigningKeys keys,
            @ConfigProperty(name = "jit.public-origin") String issuer,
            @ConfigProperty(name = "test.url") String gateway) {
        this.sessionTokens = sessionTokens;
        this.serviceTokens = serviceTokens;
        this.keys = keys;
        this.issuer = issuer;
        this.gateway = gateway;
    }

    @BeforeEach
    void beginAsThePageDoes() throws IOException {
        spring = SpringVerifier.decoder(gateway + "/.well-known/jwks.json", issuer, APPLICATION);
        quarkus = new DefaultJWTParser(asQuarkusReads(block("properties")
                .replace("https://sso.example.com/.well-known", gateway + "/.well-known")
                .replace("https://sso.example.com", issuer)));
    }

    @Test
    void thePageShowsTheSpringServiceThatIsTriedHere() throws IOException {
        var shown = block("java").replaceAll("\\s+", "");
        var tried = Files.readString(
                        Path.of("src", "test", "java", "pro", "jit", "gateway", "token", "SpringVerifier.java"))
                .replaceAll("\\s+", "");

        assertThat(shown).isNotEmpty();
        assertThat(tried).contains(shown);
    }

    @Test
    void aSessionOfTheApplicationIsTaken() throws Exception {
        var token = session("app1769584429813", Duration.ofMinutes(10));

        var bySpring = spring.decode(token);
        assertThat(bySpring.getSubject()).isEqualTo("member-1");
        assertThat(bySpring.getClaimAsStringList("roles")).containsExactly("teacher");

        var byQuarkus = quarkus.parse(token);
        assertThat(byQuarkus.getSubject()).isEqualTo("member-1");
        assertThat(byQuarkus.getGroups()).containsExactly("teacher");
        assertThat(byQuarkus.<String>getClaim("sid")).isEqualTo("sid-1");
    }

    @Test
    void oneOfAnotherApplicationIsNot() {
        assertRefused(session("another", Duration.ofMinutes(10)));
    }

    @Test
    void oneThatIsOverIsNot() {
        assertRefused(session("app1769584429813", Duration.ofMinutes(-10)));
    }

    @Test
    void aServicesTokenIsNot() {
        assertRefused(serviceTokens.issue("operator", Set.of("members:read")));
    }

    @Test
    void whatSomebodyElseHasSignedIsNot() throws Exception {
        var parts = session("app1769584429813", Duration.ofMinutes(10)).split("\\.", 3);
        assertRefused(parts[0] + "." + parts[1] + ".");
        var foreign = EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey();
        assertRefused(signed(payload(parts[1]), "foreign", foreign));
        assertRefused(signed(payload(parts[1]), ours().kid(), foreign));
        assertRefused("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + parts[1] + ".");
    }

    @Test
    void anotherIssuersIsNot() throws Exception {
        var claims = payload(session("app1769584429813", Duration.ofMinutes(10)).split("\\.", 3)[1]);
        assertThat(spring.decode(signed(claims, ours().kid(), ours().jwk().getPrivateKey()))
                        .getSubject())
                .isEqualTo("member-1");

        var others = claims.replace("\"iss\":\"" + issuer + "\"", "\"iss\":\"" + issuer + "/\"");
        assertThat(others).isNotEqualTo(claims);
        assertRefused(signed(others, ours().kid(), ours().jwk().getPrivateKey()));
    }

    private SigningKey ours() {
        return keys.active(SigningAlgorithm.ES256);
    }

    private static String payload(String encoded) {
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static String signed(String claims, String kid, PrivateKey key) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(kid);
        signature.setKey(key);
        signature.setPayload(claims);
        return signature.getCompactSerialization();
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> spring.decode(token)).isInstanceOf(JwtException.class);
        assertThatThrownBy(() -> quarkus.parse(token)).isInstanceOf(ParseException.class);
    }

    private String session(String appId, Duration life) {
        var claims = new SessionClaims(
                "sid-1",
                "member-1",
                "whwy",
                appId,
                "organization-1",
                List.of("feishu_qr"),
                List.of("teacher"),
                null,
                null,
                new FeishuIdentity("ou_li", null, null, "tenant"),
                Instant.parse("2026-11-24T08:00:00Z"));
        return sessionTokens.issue(claims, life).token();
    }

    /** What the extension makes of its properties; one that is not known here is a mistake of the page's or this test's. */
    private static JWTAuthContextInfo asQuarkusReads(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        var info = new JWTAuthContextInfo();
        properties.forEach((name, value) -> {
            var set = String.valueOf(value);
            switch (String.valueOf(name)) {
                case "mp.jwt.verify.publickey.location" -> info.setPublicKeyLocation(set);
                case "mp.jwt.verify.publickey.algorithm" ->
                    info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.fromAlgorithm(set)));
                case "mp.jwt.verify.issuer" -> info.setIssuedBy(set);
                case "mp.jwt.verify.audiences" -> info.setExpectedAudience(Set.of(set));
                case "smallrye.jwt.jwks.forced-refresh-interval" ->
                    info.setForcedJwksRefreshInterval(Integer.parseInt(set));
                case "smallrye.jwt.path.groups" -> info.setGroupsPath(set);
                default -> throw new IllegalArgumentException("Not known: " + name);
            }
        });
        return info;
    }

    /** The page's block in this language. */
    private static String block(String language) throws IOException {
        var found = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(PAGE));
        assertThat(found.find()).as(language).isTrue();
        return found.group(1);
    }
}
