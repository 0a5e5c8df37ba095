package pro.jit.permission.directory;

/** A record that cannot be understood, however often it is read. The message says why and repeats nothing of the record. */
final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEvent(String reason) {
        super(reason);
    }
}
