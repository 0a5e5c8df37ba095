package pro.jit.orgsync.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.directory.Member;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.problem.ProblemException;

/** Reading one person now, for the service that has to decide about them. */
@Path("/api/org/organizations/{organization_id}/members/refresh")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MemberRefreshResource {
    private final RefreshMember refresh;

    MemberRefreshResource(RefreshMember refresh) {
        this.refresh = refresh;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("members:refresh")
    @Operation(summary = "Read this one person from Feishu now; 404 if Feishu knows nobody of this open_id in range")
    public Member refresh(@PathParam("organization_id") String organization, @Nullable JsonNode body) {
        var id = OrganizationId.parse(organization);
        var openId = body == null ? "" : body.path("open_id").asText("");
        if (body == null || !body.path("open_id").isTextual() || !openId.matches("[A-Za-z0-9_-]{1,128}")) {
            throw ProblemException.invalid(
                    "open_id", openId.isEmpty() ? "is required" : "must be an open_id of Feishu's");
        }
        return refresh.refresh(id, openId)
                .orElseThrow(
                        () -> ProblemException.notFound("Feishu knows nobody of this open_id in the app's range."));
    }
}
