package pro.jit.gateway.token;

import java.time.Instant;
import org.jose4j.jwk.PublicJsonWebKey;
import pro.jit.gateway.client.SigningAlgorithm;

/** A key our tokens are signed with. {@code toString} hides it. */
record SigningKey(String kid, SigningAlgorithm algorithm, Status status, Instant createdAt, PublicJsonWebKey jwk) {
    /** Where a key is in its life. All are in the JWKS. */
    enum Status {
        /** Published, so that everyone knows it before it signs. */
        NEXT,
        /** Signs. */
        ACTIVE,
        /** Signs no more; what it signed is still good. */
        RETIRED
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + " " + algorithm + " " + status + "]";
    }
}
