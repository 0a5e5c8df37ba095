package pro.jit.sandbox.token;

/** Which token endpoint something came from. */
public enum Generation {
    V1,
    V2,
    V3;

    /** Whether this endpoint takes refresh tokens of that origin: V2 only its own, V3 those of V2 too, V1 only its own. */
    public boolean refreshes(Generation origin) {
        return this == origin || (this == V3 && origin == V2);
    }
}
