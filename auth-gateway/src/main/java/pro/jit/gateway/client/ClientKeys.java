package pro.jit.gateway.client;

import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys a client signs its assertions with.
 *
 * @param json a JWK Set, public halves only
 */
public record ClientKeys(String json) {
    /** Signatures a client may prove itself with; never {@code none}, never one with a shared secret. */
    public static final List<String> ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512");

    private static final Set<String> CURVES = Set.of("P-256", "P-384", "P-521");
    private static final int MOST = 10;
    private static final int SHORTEST_RSA_BITS = 2048;

    /**
     * The keys of a JWK Set as an administrator registers it.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ClientKeys of(Map<String, ?> jwks) {
        if (!(jwks.get("keys") instanceof List<?> given) || given.isEmpty() || given.size() > MOST) {
            throw new IllegalArgumentException("must be a JWK Set with 1 to " + MOST + " keys");
        }
        var keys = new ArrayList<JsonWebKey>();
        for (var one : given) {
            keys.add(key(one));
        }
        var named = keys.stream().map(JsonWebKey::getKeyId).toList();
        if (keys.size() > 1 && (named.contains(null) || Set.copyOf(named).size() < named.size())) {
            throw new IllegalArgumentException("must give each of several keys a kid of its own");
        }
        return new ClientKeys(new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }

    private static PublicJsonWebKey key(Object one) {
        if (!(one instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("holds something that is no key");
        }
        var parameters = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> parameters.put(String.valueOf(name), value));
        PublicJsonWebKey key;
        try {
            key = PublicJsonWebKey.Factory.newPublicJwk(parameters);
        } catch (JoseException | RuntimeException e) {
            throw new IllegalArgumentException("holds something that is no public key", e);
        }
        if (key.getPrivateKey() != null) {
            throw new IllegalArgumentException("holds a private key; a client keeps that to itself");
        }
        var strong =
                switch (key) {
                    case EllipticCurveJsonWebKey curve -> CURVES.contains(curve.getCurveName()) && isOnCurve(curve);
                    case RsaJsonWebKey rsa ->
                        ((RSAPublicKey) rsa.getKey()).getModulus().bitLength() >= SHORTEST_RSA_BITS;
                    default -> false;
                };
        if (!strong) {
            throw new IllegalArgumentException(
                    "may hold EC keys on P-256, P-384 or P-521 and RSA keys of 2048 bits or more");
        }
        if ((key.getUse() != null && !"sig".equals(key.getUse()))
                || (key.getAlgorithm() != null && !ALGORITHMS.contains(key.getAlgorithm()))) {
            throw new IllegalArgumentException("holds a key for something else than signing");
        }
        return key;
    }

    /** y² = x³ + ax + b; a point elsewhere is no key, and would fail only when it is used. */
    private static boolean isOnCurve(EllipticCurveJsonWebKey key) {
        var curve = key.getECPublicKey().getParams().getCurve();
        var point = key.getECPublicKey().getW();
        var x = point.getAffineX();
        var p = ((ECFieldFp) curve.getField()).getP();
        var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return point.getAffineY().pow(2).subtract(right).mod(p).signum() == 0;
    }

    List<JsonWebKey> keys() {
        try {
            return new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException e) {
            throw new IllegalStateException("Registered keys cannot be read", e);
        }
    }

    /** As an object, for an answer. */
    Map<String, Object> view() {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new IllegalStateException("Registered keys cannot be read", e);
        }
    }
}
