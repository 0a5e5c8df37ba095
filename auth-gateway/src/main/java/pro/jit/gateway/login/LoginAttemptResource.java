package pro.jit.gateway.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.ProblemException;

/** {@code /api/auth/login-attempts}: why somebody could not sign in. */
@Path("/api/auth/login-attempts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoginAttemptResource {
    private final LoginAttempts attempts;

    LoginAttemptResource(LoginAttempts attempts) {
        this.attempts = attempts;
    }

    @GET
    @RolesAllowed("sessions:read")
    public ListPage<LoginAttempts.Attempt> list(
            @QueryParam("org_id") @Nullable String orgId,
            @QueryParam("app_id") @Nullable String appId,
            @QueryParam("open_id") @Nullable String openId,
            @QueryParam("problem") @Nullable String problem,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var wanted = ListPage.limit(limit);
        var position = ListPage.position(cursor, 1, List.of("")).getFirst();
        return ListPage.of(
                attempts.list(new LoginAttempts.Filter(orgId, appId, openId, problem), before(position), wanted + 1),
                wanted,
                last -> List.of(last.attemptId()));
    }

    private static @Nullable UUID before(String position) {
        try {
            return position.isEmpty() ? null : UUID.fromString(position);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
    }
}
