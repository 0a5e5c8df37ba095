package pro.jit.orgsync.sync;

/** The run is no longer ours to work on: cancelled, or lost to the lapse of its lease. */
final class RunEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunEnded() {
        super("The run has ended");
    }
}
