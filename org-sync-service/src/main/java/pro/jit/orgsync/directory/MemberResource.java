package pro.jit.orgsync.directory;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
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
    private static final List<String> STATUSES =
            List.of("active", "not_activated", "not_joined", "frozen", "resigned", "out_of_range");

    private final Organizations organizations;
    private final MemberRepository members;

    MemberResource(Organizations organizations, MemberRepository members) {
        this.organizations = organizations;
        this.members = members;
    }

    @GET
    @RolesAllowed("members:read")
    @Operation(summary = "Members by department, text and status; department_id=root for people of no department")
    public ListPage<Member> list(
            @PathParam("organization_id") String organization,
            @QueryParam("department_id") @Nullable String departmentId,
            @QueryParam("recursive") @DefaultValue("false") String recursive,
            @QueryParam("q") @Nullable String text,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var id = OrganizationId.parse(organization);
        organizations.get(id);
        if (status != null && !STATUSES.contains(status)) {
            throw ProblemException.invalid("status", "must be one of " + String.join(", ", STATUSES));
        }
        if (!recursive.equals("true") && !recursive.equals("false")) {
            throw ProblemException.invalid("recursive", "must be true or false");
        }
        if (text != null && (text.length() > 200 || text.indexOf(0) >= 0)) {
            throw ProblemException.invalid("q", "must be at most 200 characters");
        }
        var most = ListPage.limit(limit);
        var position = ListPage.position(cursor, 2, List.of(Wanted.NOWHERE.toString(), ""));
        var wanted = new Wanted(
                department(departmentId, Boolean.parseBoolean(recursive)),
                Boolean.parseBoolean(recursive),
                text == null || text.isBlank() ? null : text.strip(),
                status,
                position.get(1),
                QueryIds.parse(position.get(0), "cursor"),
                most + 1);
        return ListPage.of(
                members.list(id, wanted), most, last -> List.of(last.memberId().toString(), last.name()));
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

    /** The root and all below it are everybody. */
    private static @Nullable UUID department(@Nullable String departmentId, boolean recursive) {
        if (departmentId == null || (departmentId.equals("root") && recursive)) {
            return null;
        }
        return departmentId.equals("root") ? Wanted.NOWHERE : QueryIds.parse(departmentId, "department_id");
    }
}
