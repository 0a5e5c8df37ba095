package pro.jit.permission.evaluation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jdbi.v3.core.Jdbi;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.facts.AccessFacts;
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
            @PathParam("member_id") String memberId) {
        var application = Wire.application(orgId, appId);
        var member = new MemberId(Wire.pathId(memberId));
        var facts = jdbi.withHandle(handle -> directory
                .organizationOf(handle, member, application)
                .map(organization -> Objects.requireNonNull(
                        storedFacts.load(handle, organization, List.of(member)).get(member)))
                .orElseThrow(MemberAccessResource::unknown));
        return explain(facts, application);
    }

    private Explanation explain(AccessFacts facts, ApplicationId application) {
        var member = facts.member();
        if (member == null) {
            throw unknown();
        }
        var now = clock.instant();
        var decision = PolicyDecisionPoint.decide(facts, application, now);
        var speaking = PolicyDecisionPoint.speaking(facts);
        var grants = speaking.stream()
                .map(one -> new Explanation.ExplainedGrant(
                        one.grant().grantId(),
                        one.grant().effect().wire(),
                        one.grant().role(),
                        Explanation.via(member, one),
                        one.grant().inForce(now)))
                .toList();
        var inForce = speaking.stream().filter(one -> one.grant().inForce(now)).toList();
        return new Explanation(
                decision.permitted(),
                decision.reason().wire(),
                decision.roles(),
                grants,
                Sentences.of(member.name(), decision, inForce));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("The application has no such member.");
    }
}
