package pro.jit.sandbox.model;

/** The state of a person; Feishu says the same with five flags. */
public enum PersonStatus {
    /** Works here and has used Feishu. */
    ACTIVE,
    /** Added by the administrator, has not yet used Feishu. */
    NOT_ACTIVATED,
    /** Invited, must still accept. */
    NOT_JOINED,
    /** Suspended by the administrator. */
    FROZEN,
    /** Left on their own account; Feishu turns this into resigned after a while. */
    EXITED,
    /** Resigned, seen from the administrator's console. */
    RESIGNED;

    /** Whether a person in this state can use Feishu, and so log in anywhere. */
    public boolean canLogIn() {
        return this == ACTIVE;
    }

    /** Whether a person in this state still stands in their departments, and so in lists. UNCONFIRMED (contract §12.9) that the resigned do not. */
    public boolean inDepartments() {
        return this != RESIGNED && this != EXITED;
    }

    /** Feishu's {@code is_activated}. */
    public boolean activated() {
        return this != NOT_ACTIVATED && this != NOT_JOINED;
    }
}
