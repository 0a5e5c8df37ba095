package pro.jit.permission.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered, now and whenever it is sent again.
 *
 * @param status e.g. 201
 * @param location of what was made; null if there is no one thing
 * @param etag of what was made; null if there is no one thing
 * @param body a record to be written as JSON, or the JSON itself as a string
 */
public record Answer(
        int status, @Nullable String location, @Nullable String etag, Object body) {
    /** Something made at this address. */
    public static Answer created(String location, String etag, Object body) {
        return new Answer(201, location, etag, body);
    }

    /** Something done. */
    public static Answer ok(Object body) {
        return new Answer(200, null, null, body);
    }

    /** The same for JAX-RS. */
    public Response response() {
        var response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        if (location != null) {
            response.location(URI.create(location));
        }
        if (etag != null) {
            response.header("ETag", etag);
        }
        return response.build();
    }
}
