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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.DepartmentRepository.Wanted;
import pro.jit.orgsync.listing.ListPage;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.organization.Organizations;
import pro.jit.orgsync.problem.ProblemException;

/** The departments of an organization. */
@Path("/api/org/organizations/{organization_id}/departments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DepartmentResource {
    private static final UUID FIRST = new UUID(0, 0);
    private static final int LONGEST_TEXT = 200;

    private final Organizations organizations;
    private final DepartmentRepository departments;

    DepartmentResource(Organizations organizations, DepartmentRepository departments) {
        this.organizations = organizations;
        this.departments = departments;
    }

    @GET
    @RolesAllowed("members:read")
    @Operation(
            summary =
                    "All departments, those with one of these ids, those below parent_id, or with parent_id=root the first level")
    public ListPage<Department> list(
            @PathParam("organization_id") String organization,
            @Parameter(description = "Up to 50 times: of these departments those that are there")
                    @QueryParam("department_id")
                    List<String> departmentIds,
            @QueryParam("parent_id") @Nullable String parentId,
            @QueryParam("status") @Nullable String status,
            @Parameter(description = "A part of the name, case aside") @QueryParam("q") @Nullable String text,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var id = OrganizationId.parse(organization);
        organizations.get(id);
        if (status != null && !List.of("active", "removed").contains(status)) {
            throw ProblemException.invalid("status", "must be active or removed");
        }
        if (text != null && (text.length() > LONGEST_TEXT || text.indexOf(0) >= 0)) {
            throw ProblemException.invalid("q", "must be at most " + LONGEST_TEXT + " characters");
        }
        var most = ListPage.limit(limit);
        var position = ListPage.position(cursor, 2, List.of(Long.toString(Long.MIN_VALUE), FIRST.toString()));
        var root = "root".equals(parentId);
        var wanted = new Wanted(
                QueryIds.parseAll(departmentIds, "department_id"),
                parentId == null || root ? null : QueryIds.parse(parentId, "parent_id"),
                root,
                status,
                text == null || text.isBlank() ? null : text.strip(),
                QueryIds.number(position.get(0), "cursor"),
                QueryIds.parse(position.get(1), "cursor"),
                most + 1);
        return ListPage.of(
                departments.list(id, wanted),
                most,
                last -> List.of(Long.toString(last.order()), last.departmentId().toString()));
    }

    @GET
    @Path("/{department_id}")
    @RolesAllowed("members:read")
    @Operation(summary = "One department")
    public Department get(
            @PathParam("organization_id") String organization, @PathParam("department_id") String departmentId) {
        var id = OrganizationId.parse(organization);
        organizations.get(id);
        return QueryIds.find(departmentId)
                .flatMap(one ->
                        departments
                                .list(id, new Wanted(List.of(one), null, false, null, null, Long.MIN_VALUE, FIRST, 1))
                                .stream()
                                .findFirst())
                .orElseThrow(() -> ProblemException.notFound("There is no such department."));
    }
}
