package pro.jit.orgsync.directory;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.MemberRepository.After;
import pro.jit.orgsync.directory.MemberRepository.Wanted;
import pro.jit.orgsync.listing.ListPage;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.ProblemException;

/** The members of an organization, those who have left included. */
@Path("/api/org/organizations/{organization_id}/members")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MemberResource {
    private final Organizations organizations;
    private final MemberRepository members;

    MemberResource(Organizations organizations, MemberRepository members) {
        this.organizations = organizations;
        this.members = members;
    }

    @GET
    @RolesAllowed("members:read")
    @Operation(summary = "Members by department, text and status")
    public ListPage<Member> list(
            @PathParam("organization_id") String organization,
            @BeanParam MemberFilter filter,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var id = OrganizationId.parse(organization);
        organizations.get(id);
        var wanted = filter.wanted();
        var most = ListPage.limit(limit);
        var position = ListPage.position(cursor, 2, List.of(Wanted.NOWHERE.toString(), ""));
        var after = new After(position.get(1), QueryIds.parse(position.get(0), "cursor"));
        return ListPage.of(
                members.list(id, wanted, after, most + 1),
                most,
                last -> List.of(last.memberId().toString(), last.name()));
    }

    @GET
    @Path("/{member_id}")
    @RolesAllowed("members:read")
    @Operation(summary = "One member")
    public Member get(@PathParam("organization_id") String organization, @PathParam("member_id") String memberId) {
        var id = OrganizationId.parse(organization);
        organizations.get(id);
        return QueryIds.find(memberId)
                .flatMap(one -> members.find(id, one))
                .orElseThrow(() -> ProblemException.notFound("There is no such member."));
    }
}
