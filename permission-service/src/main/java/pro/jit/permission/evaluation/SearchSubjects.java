package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.Wire;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.SearchAnswer.FoundEntity;
import pro.jit.permission.evaluation.SearchCandidates.Candidate;
import pro.jit.permission.problem.ProblemException;

/**
 * Finds who may sign in to an application: of one organization after another, in the order of their member ids. Each is decided about by the
 * same {@link PolicyDecisionPoint} as in an evaluation.
 */
@ApplicationScoped
class SearchSubjects {
    private static final int SMALLEST_BATCH = 50;
    private static final int LARGEST_BATCH = 500;

    private final Jdbi jdbi;
    private final SearchCandidates candidates;
    private final MemberDecisions decisions;
    private final Clock clock;

    SearchSubjects(Jdbi jdbi, SearchCandidates candidates, MemberDecisions decisions, Clock clock) {
        this.jdbi = jdbi;
        this.candidates = candidates;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** One page of them, as members or as Feishu users. */
    SearchAnswer<FoundEntity> search(SearchRequest.Subjects asked, SearchPage page) {
        var after = Position.read(page.after());
        if (EvaluateAccess.unknown(asked.type(), asked.action(), asked.resource())
                .isPresent()) {
            return page.of(List.<Permitted>of(), Permitted::key).map(found -> found.entity(asked.type()));
        }
        var application = ApplicationId.parse(asked.resource().id()).orElseThrow();
        // One view of the database for all that a page rests on.
        var found = jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> permitted(handle, application, asked.organizationId(), after, page.atMost()));
        return page.of(found, Permitted::key).map(each -> each.entity(asked.type()));
    }

    private List<Permitted> permitted(
            Handle handle,
            ApplicationId application,
            @Nullable String organizationId,
            @Nullable Position after,
            int atMost) {
        var now = clock.instant();
        var found = new ArrayList<Permitted>();
        @Nullable UUID first = after == null ? null : after.organization();
        for (var organization : candidates.organizations(handle, application, first)) {
            if (organizationId == null || organizationId.equals(organization.toString())) {
                @Nullable UUID from = organization.value().equals(first) && after != null ? after.member() : null;
                addPermitted(handle, organization, from, now, atMost, found);
            }
        }
        return found;
    }

    private void addPermitted(
            Handle handle,
            OrganizationId organization,
            @Nullable UUID after,
            Instant now,
            int atMost,
            List<Permitted> found) {
        var batchSize = Math.clamp(atMost, SMALLEST_BATCH, LARGEST_BATCH);
        @Nullable UUID last = after;
        while (found.size() < atMost) {
            var batch = candidates.members(handle, organization, last, now, batchSize);
            var decided = decisions.decide(
                    handle,
                    organization,
                    batch.stream().map(Candidate::memberId).toList(),
                    List.of(now));
            batch.stream()
                    .filter(candidate -> decided.getOrDefault(candidate.memberId(), List.of()).stream()
                            .anyMatch(Decision::permitted))
                    .limit(atMost - found.size())
                    .forEach(candidate -> found.add(new Permitted(organization, candidate)));
            if (batch.size() < batchSize) {
                return;
            }
            last = batch.getLast().memberId().value();
        }
    }

    /** Somebody who may, and where in the order of results they are. */
    private record Permitted(OrganizationId organization, Candidate candidate) {
        String key() {
            return organization + "/" + candidate.memberId();
        }

        FoundEntity entity(String type) {
            var properties = new HashMap<String, String>();
            properties.put("organization_id", organization.toString());
            properties.put("name", candidate.name());
            if (type.equals("member")) {
                return new FoundEntity(type, candidate.memberId().toString(), properties);
            }
            put(properties, "union_id", candidate.unionId());
            put(properties, "tenant_key", candidate.tenantKey());
            return new FoundEntity(type, candidate.openId(), properties);
        }

        private static void put(Map<String, String> properties, String name, @Nullable String value) {
            if (value != null) {
                properties.put(name, value);
            }
        }
    }

    /** Where the page before ended. */
    private record Position(UUID organization, UUID member) {
        static @Nullable Position read(@Nullable String key) {
            if (key == null) {
                return null;
            }
            var ids = Stream.of(key.split("/", -1)).map(Wire::uuid).toList();
            if (ids.size() != 2 || ids.stream().anyMatch(id -> id.isEmpty())) {
                throw ProblemException.invalid("page.token", "is not one of ours");
            }
            return new Position(ids.getFirst().orElseThrow(), ids.getLast().orElseThrow());
        }
    }
}
