package pro.jit.gateway.application;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Jit application.
 *
 * @param orgId the Jit developer team in the address
 * @param appId the application in the address
 * @param title what people call it
 * @param entryOrigins the origins people come by, normalized; at least one
 * @param upstream where the proxy passes requests on to; null: a small page of our own
 * @param loginMethods other ways to sign in that the application offers
 */
public record Application(
        String orgId,
        String appId,
        String title,
        List<URI> entryOrigins,
        @Nullable URI upstream,
        LoginMode loginMode,
        SessionLife session,
        List<LoginMethod> loginMethods) {
    public Application {
        entryOrigins = List.copyOf(entryOrigins);
        loginMethods = List.copyOf(loginMethods);
    }

    /** {@code /{org_id}/{app_id}}. */
    public String path() {
        return "/" + orgId + "/" + appId;
    }

    /** {@code {org_id}/{app_id}}, the audience of its session tokens. */
    public String audience() {
        return orgId + "/" + appId;
    }
}
