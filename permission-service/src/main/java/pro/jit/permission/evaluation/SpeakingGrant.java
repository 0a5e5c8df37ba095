package pro.jit.permission.evaluation;

import java.util.List;
import pro.jit.permission.facts.AccessFacts.KnownDepartment;
import pro.jit.permission.grant.Grant;

/**
 * A grant that speaks of a member.
 *
 * @param path from the member's own department up to the granted one; empty for a grant to the member or to everyone
 */
record SpeakingGrant(Grant grant, List<KnownDepartment> path) {
    SpeakingGrant {
        path = List.copyOf(path);
    }
}
