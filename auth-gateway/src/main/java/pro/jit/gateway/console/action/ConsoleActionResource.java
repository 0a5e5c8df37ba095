package pro.jit.gateway.console.action;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pro.jit.gateway.console.session.ConsoleRequest;
import pro.jit.gateway.console.session.ConsoleSession;
import pro.jit.gateway.listing.ListPage;
import pro.jit.gateway.problem.ProblemException;

/** {@code GET /console/actions}: what was done at the console, newest first. For administrators of the platform. */
@Path("/console/actions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConsoleActionResource {
    private final ConsoleRequest console;
    private final ConsoleActionRepository actions;

    ConsoleActionResource(ConsoleRequest console, ConsoleActionRepository actions) {
        this.console = console;
        this.actions = actions;
    }

    @GET
    public ListPage<ConsoleAction> list(
            @QueryParam("username") @Nullable String username,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        console.platform();
        var actor = username == null || username.isEmpty() ? null : ConsoleSession.Platform.subject(username);
        if (actor != null && actor.indexOf('\0') >= 0) {
            throw ProblemException.invalid("username", "has a NUL character");
        }
        var wanted = ListPage.limit(limit);
        var position = ListPage.position(cursor, 1, List.of("")).getFirst();
        return ListPage.of(
                actions.list(
                        new ConsoleActionRepository.Filter(actor, time("from", from), time("to", to)),
                        before(position),
                        wanted + 1),
                wanted,
                last -> List.of(last.actionId().toString()));
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null || text.isEmpty()) {
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
