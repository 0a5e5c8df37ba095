package pro.jit.permission.evaluation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.facts.StoredFacts;
import pro.jit.permission.problem.ProblemException;

/** Why a member may enter, or not. */
@Path("/api/permission/applications/{org_id}/{app_id}/members/{member_id}/access")
@RunOnVirtualThread
public class MemberAccessResource {
    private final Jdbi jdbi;
    private final MemberDirectory directory;
    private final StoredFacts storedFacts;
    private final Clock clock;

    MemberAccessResource(Jdbi jdbi, MemberDirectory directory, StoredFacts storedFacts, Clock clock) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.storedFacts = storedFacts;
        this.clock = clock;
    }

    @Operation(summary = "The decision as it would be made now, with every grant that speaks")
    @GET
    @RolesAllowed("permissions:read")
    public Explanation access(
            @PathParam("org_id") String orgId,
            @PathParam("app_id") String appId,
            @PathParam("member_id") String memberId,
            @Parameter(description = "Of the times in the sentences: an IANA name or an offset; UTC if not given")
                    @QueryParam("zone")
                    @Nullable
                    String zone) {
        var application = Wire.application(orgId, appId);
        var member = new MemberId(Wire.pathId(memberId));
        var timeZone = zone(zone);
        var facts = jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> directory
                .organizationOf(handle, member, application)
                .map(organization -> Objects.requireNonNull(
                        storedFacts.load(handle, organization, List.of(member)).get(member)))
                .orElseThrow(MemberAccessResource::unknown));
        var found = facts.member();
        if (found == null) {
            throw unknown();
        }
        return Explain.decision(facts, found, application, clock.instant(), timeZone);
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ProblemException.invalid("zone", "is no time zone, such as Asia/Shanghai or +08:00");
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("The application has no such member.");
    }
}
