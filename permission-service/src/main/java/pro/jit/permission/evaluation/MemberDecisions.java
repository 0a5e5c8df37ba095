package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.StoredFacts;

/** Decides for many members of one organization at once, as the database stands in this transaction. */
@ApplicationScoped
public class MemberDecisions {
    private final StoredFacts facts;

    MemberDecisions(StoredFacts facts) {
        this.facts = facts;
    }

    /** The decisions of each of these members, one for each of these times, with the grants and the directory as they are now. */
    public Map<MemberId, List<Decision>> decide(
            Handle handle, OrganizationId organization, Collection<MemberId> members, List<Instant> times) {
        var decisions = new HashMap<MemberId, List<Decision>>();
        facts.load(handle, organization, members)
                .forEach((member, known) -> decisions.put(
                        member, times.stream().map(at -> decide(known, at)).toList()));
        return decisions;
    }

    private static Decision decide(AccessFacts known, Instant at) {
        var organization = known.organization();
        return organization == null
                ? Decision.deny(Reason.ORGANIZATION_DISABLED)
                : PolicyDecisionPoint.decide(known, organization.application(), at);
    }
}
