package pro.jit.gateway.outbound;

import java.net.URI;
import java.net.http.HttpRequest;
import org.jboss.logging.MDC;
import pro.jit.gateway.problem.RequestId;
import pro.jit.gateway.trace.Traces;

/** Requests to the other services of ours, which go on under the id and in the trace of what they are part of. */
public final class OwnService {
    private OwnService() {}

    /** One to be completed, with a token of this service's. */
    public static HttpRequest.Builder request(URI address, String token) {
        var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
        if (MDC.get("requestId") instanceof String requestId && !requestId.isEmpty()) {
            request.header(RequestId.HEADER, requestId);
        }
        var traceparent = Traces.current();
        if (traceparent != null) {
            request.header(Traces.HEADER, traceparent);
        }
        return request;
    }
}
