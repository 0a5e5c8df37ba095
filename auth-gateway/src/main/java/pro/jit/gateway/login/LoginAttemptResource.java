package pro.jit.gateway.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.application.AdministeredApplications;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.ProblemException;

/** {@code /api/auth/login-attempts}: what happened to somebody who wanted to sign in. */
@Path("/api/auth/login-attempts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoginAttemptResource {
    private static final Set<String> OUTCOMES = Set.of("started", "signed_in", "refused", "abandoned", "fell_back");

    private final LoginAttempts attempts;
    private final AdministeredApplications administered;

    LoginAttemptResource(LoginAttempts attempts, AdministeredApplications administered) {
        this.attempts = attempts;
        this.administered = administered;
    }

    @GET
    @RolesAllowed("sessions:read")
    public ListPage<LoginAttempts.Attempt> list(
            @QueryParam("org_id") @Nullable String orgId,
            @QueryParam("app_id") @Nullable String appId,
            @QueryParam("open_id") @Nullable String openId,
            @QueryParam("problem") @Nullable String problem,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("request_id") @Nullable String requestId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ProblemException.invalid("outcome", "is none of started, signed_in, refused, abandoned, fell_back");
        }
        var filter = new LoginAttempts.Filter(
                administered.limit().orElse(null),
                orgId,
                appId,
                openId,
                problem,
                outcome,
                requestId,
                time("from", from),
                time("to", to));
        var wanted = ListPage.limit(limit);
        var position = ListPage.position(cursor, 1, List.of("")).getFirst();
        return ListPage.of(
                attempts.list(filter, before(position), wanted + 1), wanted, last -> List.of(last.attemptId()));
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalid(field, "is no time such as 2026-11-26T08:00:00Z");
        }
    }

    private static @Nullable UUID before(String position) {
        try {
            return position.isEmpty() ? null : UUID.fromString(position);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
    }
}
