package pro.jit.gateway.console.administrator;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleRequest;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.ProblemException;

/** {@code /console/administrators}: who may do everything. For themselves alone. */
@Path("/console/administrators")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AdministratorResource {
    private final Jdbi jdbi;
    private final ConsoleRequest console;
    private final Administrators administrators;
    private final AdministratorRepository repository;
    private final SignInFailures failures;
    private final Clock clock;

    AdministratorResource(
            Jdbi jdbi,
            ConsoleRequest console,
            Administrators administrators,
            AdministratorRepository repository,
            SignInFailures failures,
            Clock clock) {
        this.jdbi = jdbi;
        this.console = console;
        this.administrators = administrators;
        this.repository = repository;
        this.failures = failures;
        this.clock = clock;
    }

    /** An administrator of the platform as others see them. */
    @Schema(name = "ConsoleAdministrator")
    public record AdministratorView(
            String username,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            boolean totpEnabled,
            boolean passwordChangeRequired,
            @Nullable Instant lockedUntil) {}

    /** Whom to make. */
    record NewAdministrator(@Nullable String username) {}

    /** The password somebody was given, shown this once. */
    public record InitialPassword(String username, String initialPassword) {
        @Override
        public String toString() {
            return "InitialPassword[" + username + "]";
        }
    }

    @GET
    public ListPage<AdministratorView> list(
            @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @DefaultValue("50") String limit) {
        console.platform();
        var wanted = ListPage.limit(limit);
        var after = ListPage.position(cursor, 1, List.of("")).getFirst();
        if (!after.isEmpty() && !Username.isPossible(after)) {
            throw ProblemException.invalid("cursor", "is not one of this list");
        }
        var read = jdbi.withHandle(handle -> repository.list(handle, after, wanted + 1).stream()
                .map(administrator -> view(handle, administrator))
                .toList());
        return ListPage.of(read, wanted, last -> List.of(last.username()));
    }

    private AdministratorView view(Handle handle, Administrator administrator) {
        return new AdministratorView(
                administrator.username(),
                administrator.createdAt(),
                administrator.lastLoginAt(),
                administrator.totpEnabled(),
                administrator.passwordChangeRequired(),
                failures.lockedUntil(handle, administrator.username(), clock.instant())
                        .orElse(null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = InitialPassword.class)))
    public Response make(@Nullable NewAdministrator wanted) {
        var by = console.platform().username();
        var username = wanted == null ? null : wanted.username();
        if (username == null) {
            throw ProblemException.invalid("username", "is missing");
        }
        if (!Username.isPossible(username)) {
            throw ProblemException.invalid(
                    "username", "must have 1 to 64 lower-case letters, digits and . _ @ -, a letter or digit first");
        }
        var password = administrators.make(by, username);
        return Response.created(URI.create("/console/administrators/" + username))
                .entity(new InitialPassword(username, password))
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("{username}/reset")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = InitialPassword.class)))
    public Response reset(@PathParam("username") String username) {
        var by = console.platform().username();
        return Response.ok(new InitialPassword(username, administrators.reset(by, username)))
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Path("{username}")
    public void remove(@PathParam("username") String username) {
        administrators.remove(console.platform().username(), username);
    }
}
