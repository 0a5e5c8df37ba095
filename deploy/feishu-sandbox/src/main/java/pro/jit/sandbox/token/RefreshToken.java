package pro.jit.sandbox.token;

/** A refresh token's meaning, and whether it still has it. */
record RefreshToken(UserToken token, State state) {
    enum State {
        UNUSED,
        USED,
        REVOKED
    }

    RefreshToken being(State other) {
        return new RefreshToken(token, other);
    }
}
