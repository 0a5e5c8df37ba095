package pro.jit.sandbox.model;

/** There is no such person, department or app. */
public final class UnknownInCompany extends RuntimeException {
    /** Says what was looked for. */
    public UnknownInCompany(String message) {
        super(message);
    }
}
