package pro.jit.permission.evaluation;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/** Knows what refused members have asked for. */
public interface AccessRequestStandings {
    /** Where the member's last request stands; empty if there is none that matters any more. */
    Optional<AccessRequestStanding> of(Handle handle, OrganizationId organization, MemberId member);
}
