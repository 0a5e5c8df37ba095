package pro.jit.orgsync.testing;

/** What comes back instead of an answer. */
sealed interface Spoilt {
    /** Nothing: the connection ends. */
    record Cut() implements Spoilt {}

    /** This. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) implements Spoilt {}
}
