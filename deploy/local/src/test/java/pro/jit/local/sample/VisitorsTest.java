package pro.jit.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitorsTest {
    private static final String PATH = "/whwy/app1/";

    private HttpServer issuer;
    private EllipticCurveJsonWebKey key;
    private String origin;

    @BeforeEach
    void publishKeys() throws IOException, JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("k1");
        issuer = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        issuer.createContext("/.well-known/jwks.json", exchange -> {
            var keys = new JsonWebKeySet(key)
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            try (var out = exchange.getResponseBody()) {
                out.write(keys);
            }
        });
        issuer.start();
        origin = "http://localhost:" + issuer.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void aVerifiedTokenNamesTheVisitor() throws JoseException {
        assertThat(identify(token(claims -> {})))
                .hasValueSatisfying(visitor -> assertThat(visitor.name()).isEqualTo("林小满"));
    }

    @Test
    void aTokenForAnotherApplicationIsNotBelieved() throws JoseException {
        assertThat(identify(token(claims -> claims.setAudience("whwy/other")))).isEmpty();
    }

    @Test
    void aServiceTokenIsNoVisitor() throws JoseException {
        assertThat(identify(token(claims -> claims.setStringClaim("token_use", "service"))))
                .isEmpty();
    }

    @Test
    void anExpiredTokenIsNotBelieved() throws JoseException {
        assertThat(identify(token(claims -> claims.setExpirationTimeMinutesInTheFuture(-5))))
                .isEmpty();
    }

    @Test
    void aForeignKeyUnderTheSameIdIsNotBelieved() throws JoseException {
        var published = key;
        var foreign = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        foreign.setKeyId("k1");
        key = foreign;
        var forged = token(claims -> {});
        key = published;

        assertThat(identify(forged)).isEmpty();
    }

    @Test
    void noTokenAndNonsenseAreNotBelieved() {
        assertThat(new Visitors(origin).identify(PATH, null)).isEmpty();
        assertThat(identify("")).isEmpty();
        assertThat(identify("a.b.c")).isEmpty();
    }

    private Optional<Visitor> identify(String token) {
        return new Visitors(origin).identify(PATH, "Bearer " + token);
    }

    private String token(Consumer<JwtClaims> change) throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(origin);
        claims.setSubject("0190-member");
        claims.setAudience("whwy/app1");
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringClaim("token_use", "session");
        claims.setStringClaim("org_id", "whwy");
        claims.setStringClaim("app_id", "app1");
        claims.setStringClaim("name", "林小满");
        claims.setStringListClaim("roles", List.of("member"));
        claims.setStringListClaim("amr", List.of("feishu_qr"));
        claims.setClaim("feishu", Map.of("open_id", "ou_1"));
        change.accept(claims);
        var signed = new JsonWebSignature();
        signed.setPayload(claims.toJson());
        signed.setKey(key.getPrivateKey());
        signed.setKeyIdHeaderValue("k1");
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        return signed.getCompactSerialization();
    }
}
