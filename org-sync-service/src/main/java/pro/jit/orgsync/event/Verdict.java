package pro.jit.orgsync.event;

/** What a push turned out to be. */
sealed interface Verdict {
    /** Feishu asks whether this address is ours; answered with what it sent. */
    record Challenge(String challenge) implements Verdict {}

    /** A true event. */
    record Event(Hint hint) implements Verdict {}

    /** True, but not of a shape we know; Feishu would only send it again. */
    record Unreadable(String why) implements Verdict {}

    /** Not proven to come from Feishu, or meant for another. */
    record Refused(String why) implements Verdict {}
}
