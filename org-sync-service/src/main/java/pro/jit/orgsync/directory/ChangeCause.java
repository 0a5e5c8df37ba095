package pro.jit.orgsync.directory;

/**
 * Why something changed.
 *
 * @param id of the run, the Feishu event, or the request
 */
public record ChangeCause(Kind kind, String id) {
    /** What can change the directory. */
    public enum Kind {
        SYNC_RUN("sync_run"),
        REFRESH("refresh");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** As events tell it. */
        public String id() {
            return id;
        }
    }
}
