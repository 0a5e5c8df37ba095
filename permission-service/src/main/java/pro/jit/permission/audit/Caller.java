package pro.jit.permission.audit;

/**
 * Who asks.
 *
 * @param clientId subject of the service token
 * @param requestId of this request
 */
public record Caller(String clientId, String requestId) {
    /** Work that no caller asked for. */
    public static Caller ourselves() {
        return new Caller("permission-service", "");
    }
}
