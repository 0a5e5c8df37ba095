package pro.jit.gateway.outbound;

import java.net.http.HttpHeaders;

/**
 * What another server answered.
 *
 * @param body as UTF-8; may hold secrets, so {@code toString} leaves it out
 */
public record Answer(int status, HttpHeaders headers, String body) {
    @Override
    public String toString() {
        return "Answer[status=" + status + "]";
    }
}
