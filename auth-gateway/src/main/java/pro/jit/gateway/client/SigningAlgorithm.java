package pro.jit.gateway.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What our tokens may be signed with, by the name of RFC 7518 section 3.1. */
public enum SigningAlgorithm {
    /** RSA: what every relying party understands (OpenID Connect Core section 15.1), for the tokens it is given. */
    RS256,
    /** ECDSA on P-256: all tokens meant for us, and those of relying parties that ask for it. */
    ES256;

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    /** The one of this name, exactly. */
    static Optional<SigningAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }
}
