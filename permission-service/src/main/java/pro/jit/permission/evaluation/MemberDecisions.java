package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;

/** Decides for many members of one organization at once, as the database stands in this transaction. */
@ApplicationScoped
public class MemberDecisions {
    private final FactsRepository facts;

    MemberDecisions(FactsRepository facts) {
        this.facts = facts;
    }

    /** The decision of each of these members at that time, with the grants and the directory as they are now. */
    public Map<MemberId, Decision> decide(
            Handle handle, OrganizationId organization, Collection<MemberId> members, Instant at) {
        var decisions = new HashMap<MemberId, Decision>();
        facts.load(handle, organization, members).forEach((member, known) -> {
            var its = known.organization();
            decisions.put(
                    member,
                    its == null
                            ? Decision.deny(Reason.ORGANIZATION_DISABLED)
                            : PolicyDecisionPoint.decide(known, its.application(), at));
        });
        return decisions;
    }
}
