package pro.jit.permission.grant;

import com.fasterxml.uuid.NoArgGenerator;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.problem.ProblemException;

/** Who would gain and lose access by a change that is not made. */
@Path("/api/permission/applications/{org_id}/{app_id}/what-if")
@RunOnVirtualThread
public class WhatIfResource {
    private final WhatIf whatIf;
    private final NoArgGenerator ids;
    private final Clock clock;

    WhatIfResource(WhatIf whatIf, NoArgGenerator ids, Clock clock) {
        this.whatIf = whatIf;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The change, as {@code grants/batch} takes it, with a department moved besides.
     *
     * @param at RFC 3339, not in the past; the time the decisions are compared for; now if not given
     */
    public record Change(
            @Nullable List<@Nullable NewGrant> create,
            @Nullable List<@Nullable String> delete,
            @Nullable Move moveDepartment,
            @Nullable String at) {}

    /**
     * A department and all below it, put elsewhere.
     *
     * @param newParentId null for the first level
     */
    public record Move(
            @Nullable String departmentId, @Nullable String newParentId) {}

    @Operation(
            summary =
                    "Who would gain and lose access by making and removing up to 1 000 grants and moving a department;"
                            + " nothing is changed")
    @POST
    @RolesAllowed("permissions:read")
    public WhatIfAnswer ask(
            @PathParam("org_id") String orgId, @PathParam("app_id") String appId, @Nullable Change request) {
        var application = Wire.application(orgId, appId);
        if (request == null) {
            throw ProblemException.invalid("body", "is missing");
        }
        var batch = new Batch(request.create(), request.delete()).check(application, ids, true);
        return whatIf.ask(application, batch, request.moveDepartment(), at(request.at()));
    }

    private Instant at(@Nullable String given) {
        var now = clock.instant();
        if (given == null) {
            return now;
        }
        var at = Wire.time(given).orElseThrow(() -> ProblemException.invalid("at", "is not an RFC 3339 time"));
        if (at.isBefore(now)) {
            throw ProblemException.invalid("at", "is in the past");
        }
        return at;
    }
}
