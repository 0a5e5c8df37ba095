package pro.jit.orgsync.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.ext.web.RoutingContext;

/**
 * An error as SCIM tells it: a standard's endpoint keeps the standard's body.
 *
 * @param scimType RFC 7644 table 9; empty where it has no word for it
 * @param detail an English sentence for the caller
 */
record ScimError(int status, String scimType, String detail) {
    static final String MEDIA_TYPE = "application/scim+json";

    /** Whether a request is answered so. */
    static boolean isFor(RoutingContext request) {
        return request.normalizedPath().startsWith("/scim/");
    }

    /** Any other problem: what would change the directory is not implemented, whatever the method (RFC 7644 section 3.12). */
    static ScimError of(Occurrence occurrence) {
        if (occurrence.problem() == Problem.METHOD_NOT_ALLOWED) {
            return new ScimError(501, "", "The directory is only read here; it is changed at Feishu.");
        }
        var detail = occurrence.detail();
        return new ScimError(
                occurrence.problem().status(),
                "",
                detail == null ? occurrence.problem().title() : detail);
    }

    String body() {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
        body.put("status", Integer.toString(status));
        if (!scimType.isEmpty()) {
            body.put("scimType", scimType);
        }
        return body.put("detail", detail).toString();
    }
}
