package pro.jit.permission.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision with everything that led to it.
 *
 * @param at when it would be made
 * @param status of the member, as the directory has it
 * @param grants every grant that speaks of the member, in force or not
 */
public record Explanation(
        boolean decision,
        String reason,
        List<String> roles,
        Instant at,
        String status,
        List<ExplainedGrant> grants,
        Sentence sentence) {
    public Explanation {
        roles = List.copyOf(roles);
        grants = List.copyOf(grants);
    }

    /**
     * A grant and how it reaches the member.
     *
     * @param via the member, then each department from their own up to the granted one, or everyone; the shortest such way
     * @param alsoVia the other ways, for somebody who is in several departments that the grant reaches
     * @param state {@code in_force}, {@code scheduled} or {@code expired}
     * @param wins whether the decision is what it is because of it: each allow in force behind an entry, each deny in force behind a block. What
     *     comes before grants, a status or a disabled organization, lets none win
     */
    public record ExplainedGrant(
            UUID grantId,
            String effect,
            String role,
            List<Step> via,
            List<List<Step>> alsoVia,
            boolean inForce,
            String state,
            @Nullable Instant validFrom,
            @Nullable Instant validUntil,
            boolean wins) {
        public ExplainedGrant {
            via = List.copyOf(via);
            alsoVia = alsoVia.stream().map(List::copyOf).toList();
        }
    }

    /** One step of a way. */
    public record Step(
            String type, @Nullable UUID id, @Nullable String name) {}

    /** The decision in one sentence of each language: plain text, to be escaped by whoever puts it on a page. */
    public record Sentence(String zh, String en) {}
}
