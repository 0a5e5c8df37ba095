package pro.jit.orgsync.sync;

/** What was read of single departments does not tell all that must be known to change them; a whole run does. */
final class NotProven extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why for the log, without names */
    NotProven(String why) {
        super(why);
    }
}
