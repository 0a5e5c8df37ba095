package pro.jit.permission.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.facts.AccessFacts;
import pro.jit.permission.facts.FeishuIdentity;
import pro.jit.permission.facts.HeldFacts;
import pro.jit.permission.facts.OrganizationFacts;
import pro.jit.permission.facts.StoredFacts;

/** Finds who a question is about and what its decision rests on: in memory where the organization is held there, else in the database. */
@ApplicationScoped
class SubjectFacts {
    private final Jdbi jdbi;
    private final HeldFacts held;
    private final StoredFacts stored;
    private final MemberDirectory directory;

    SubjectFacts(Jdbi jdbi, HeldFacts held, StoredFacts stored, MemberDirectory directory) {
        this.jdbi = jdbi;
        this.held = held;
        this.stored = stored;
        this.directory = directory;
    }

    /** About this person of the organization, as now, if that is in memory; waits on no thread and goes on at the caller's. */
    CompletionStage<Optional<AccessFacts>> ready(
            OrganizationId organization, FeishuIdentity identity, Executor caller) {
        return held.ready(organization, caller).thenApply(facts -> facts.map(known -> known.of(identity)));
    }

    /** Facts as they are now; all that are asked for here are of one moment for each organization held in memory. */
    Moment now() {
        return new Moment();
    }

    /** The facts of one request. Not for several threads. */
    final class Moment {
        private final Map<OrganizationId, Optional<OrganizationFacts>> asked = new HashMap<>();

        /** About this person of the organization; without a member if they are not known there. */
        AccessFacts person(OrganizationId organization, FeishuIdentity identity) {
            return inMemory(organization)
                    .map(facts -> facts.of(identity))
                    .orElseGet(() -> atOneMoment(handle -> directory
                            .find(handle, organization, identity)
                            .map(member -> load(handle, organization, member))
                            .orElseGet(() ->
                                    new AccessFacts(stored.organization(handle, organization), null, List.of()))));
        }

        /** About this member of one of the application's organizations; empty if none of them has this member. */
        Optional<AccessFacts> member(MemberId member, ApplicationId application) {
            return held.organizationOf(member, application)
                    .flatMap(this::inMemory)
                    .map(facts -> facts.of(member))
                    .filter(facts -> facts.member() != null)
                    .or(() -> atOneMoment(handle -> directory
                            .organizationOf(handle, member, application)
                            .map(organization -> load(handle, organization, member))));
        }

        /** The same, with the organization as it is now and no longer as it was. */
        Moment after(OrganizationId changed) {
            asked.remove(changed);
            return this;
        }

        private Optional<OrganizationFacts> inMemory(OrganizationId organization) {
            return asked.computeIfAbsent(organization, held::current);
        }

        /** Several statements that see the same: else a member between two departments could be seen in neither. */
        private <T> T atOneMoment(HandleCallback<T, RuntimeException> statements) {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, statements);
        }

        private AccessFacts load(Handle handle, OrganizationId organization, MemberId member) {
            return Objects.requireNonNull(
                    stored.load(handle, organization, List.of(member)).get(member));
        }
    }
}
