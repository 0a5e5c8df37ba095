package pro.jit.permission.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The searches of AuthZEN's Authorization API 1.0: what an evaluation would permit now. Nothing is recorded; nobody is signing in.
 *
 * @see <a href="https://openid.net/specs/authorization-api-1_0.html#name-search-apis">Authorization API 1.0, Search APIs</a>
 */
@Path("/access/v1/search")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SearchResource {
    private final SearchSubjects searchSubjects;
    private final SearchAccess searchAccess;

    SearchResource(SearchSubjects searchSubjects, SearchAccess searchAccess) {
        this.searchSubjects = searchSubjects;
        this.searchAccess = searchAccess;
    }

    @Operation(summary = "Subject Search: who may sign in to an application")
    @POST
    @Path("/subject")
    @RolesAllowed("access:evaluate")
    public SearchAnswer<SearchAnswer.FoundEntity> subject(@Nullable JsonNode body) {
        var search = Entities.object(body);
        return searchSubjects.search(SearchRequest.subjects(search), SearchPage.read(search));
    }

    @Operation(summary = "Resource Search: which applications a subject may sign in to")
    @POST
    @Path("/resource")
    @RolesAllowed("access:evaluate")
    public SearchAnswer<SearchAnswer.FoundEntity> resource(@Nullable JsonNode body) {
        var search = Entities.object(body);
        return searchAccess.resources(SearchRequest.resources(search), SearchPage.read(search));
    }

    @Operation(summary = "Action Search: what a subject may do with an application")
    @POST
    @Path("/action")
    @RolesAllowed("access:evaluate")
    public SearchAnswer<SearchAnswer.FoundAction> action(@Nullable JsonNode body) {
        var search = Entities.object(body);
        return searchAccess.actions(SearchRequest.actions(search), SearchPage.read(search));
    }
}
