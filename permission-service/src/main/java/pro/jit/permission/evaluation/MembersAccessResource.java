package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.StoredFacts;
import pro.jit.permission.problem.ProblemException;

/** Who of many members may enter now: for whoever wants to know what a change would take away. Nothing is recorded; nobody is signing in. */
@Path("/api/permission/applications/{org_id}/{app_id}/members/access")
@RunOnVirtualThread
public class MembersAccessResource {
    private static final int MOST = 1_000;

    private final Jdbi jdbi;
    private final StoredFacts storedFacts;
    private final Clock clock;

    MembersAccessResource(Jdbi jdbi, StoredFacts storedFacts, Clock clock) {
        this.jdbi = jdbi;
        this.storedFacts = storedFacts;
        this.clock = clock;
    }

    /** One answer per member asked about, in the order asked. A member who is not known may not enter ({@code member-not-found}). */
    public record MembersAccess(List<MemberAccess> items) {
        public MembersAccess {
            items = List.copyOf(items);
        }
    }

    /** The decision about one member. */
    public record MemberAccess(UUID memberId, boolean decision, String reason) {}

    /**
     * Decides about each.
     *
     * @param body {@code {"organization_id": …, "member_ids": […]}}, 1 to 1000 of them
     */
    @Operation(summary = "The decisions about many members of one organization, as they would be made now")
    @POST
    @RolesAllowed("permissions:read")
    public MembersAccess access(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable JsonNode body) {
        var application = Wire.application(orgId, appId);
        if (body == null || !body.isObject()) {
            throw ProblemException.invalid("body", "is not a JSON object");
        }
        var organization = new OrganizationId(id(body.path("organization_id"), "organization_id"));
        var members = members(body.path("member_ids"));
        var facts = jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> storedFacts.load(handle, organization, members));
        var now = clock.instant();
        return new MembersAccess(members.stream()
                .map(member -> {
                    var decision =
                            PolicyDecisionPoint.decide(Objects.requireNonNull(facts.get(member)), application, now);
                    return new MemberAccess(
                            member.value(),
                            decision.permitted(),
                            decision.reason().wire());
                })
                .toList());
    }

    private static Set<MemberId> members(JsonNode ids) {
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST) {
            throw ProblemException.invalid("member_ids", "is not an array of 1 to " + MOST + " ids");
        }
        var members = new LinkedHashSet<MemberId>();
        ids.forEach(id -> members.add(new MemberId(id(id, "member_ids"))));
        return members;
    }

    private static UUID id(JsonNode value, String field) {
        return (value.isTextual() ? Wire.uuid(value.textValue()) : Optional.<UUID>empty())
                .orElseThrow(() -> ProblemException.invalid(field, "is not a UUID"));
    }
}
