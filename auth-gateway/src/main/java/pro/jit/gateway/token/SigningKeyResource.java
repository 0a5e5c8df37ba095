package pro.jit.gateway.token;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;
import pro.jit.gateway.listing.ListPage;

/** The signing keys, for administrators: which there are, and a new one now. */
@Path("/api/auth/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigningKeyResource {
    private static final Logger LOG = Logger.getLogger(SigningKeyResource.class);

    private final SigningKeys keys;
    private final SecurityIdentity caller;

    SigningKeyResource(SigningKeys keys, SecurityIdentity caller) {
        this.keys = keys;
        this.caller = caller;
    }

    record KeyView(String kid, String alg, String status, Instant createdAt) {
        static KeyView of(SigningKey key) {
            return new KeyView(
                    key.kid(), key.algorithm().name(), key.status().name().toLowerCase(Locale.ROOT), key.createdAt());
        }
    }

    /** Newest first, all on one page: of each algorithm there are as many as rotations in two hours, and two. */
    @GET
    @RolesAllowed("signing-keys:read")
    public ListPage<KeyView> list() {
        return page();
    }

    /** The next key of each algorithm signs from now on. Answers the list as it then is. */
    @POST
    @Path("rotate")
    @RolesAllowed("signing-keys:write")
    public ListPage<KeyView> rotate() throws InterruptedException {
        LOG.infof("signing key rotation asked for by=%s", caller.getPrincipal().getName());
        keys.rotate();
        return page();
    }

    private ListPage<KeyView> page() {
        return new ListPage<>(keys.all().stream().map(KeyView::of).toList(), null);
    }
}
