package pro.jit.permission.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.directory.ApplicationId;
import pro.jit.permission.directory.MemberId;
import pro.jit.permission.directory.OrganizationId;
import pro.jit.permission.evaluation.Decision;
import pro.jit.permission.evaluation.MemberDecisions;

/**
 * Compares the decisions before and after a change, in its transaction, and announces the difference.
 *
 * <p>Changes of one organization take turns: two that each leave a member one of two grants would otherwise both see access remain. "Before" is
 * decided for two times: for that up to which the clock's own changes have been announced, so that a grant that ended a moment ago is not
 * overlooked, and for now, so that a grant that began a moment ago and is removed before that was announced is not either.
 */
@ApplicationScoped
public class AccessChanges {
    /**
     * Held shared by every change and alone by the clock's: a change is either seen by the clock's next look or decided for a time after it, so
     * that no end of a grant falls between the two. Taken before any organization's turn.
     */
    private static final long CLOCK_LOCK = 0x6a69745f657870L;

    private final ConcernedMembers concernedMembers;
    private final MemberDecisions decisions;
    private final AccessChangePublisher publisher;
    private final Clock clock;

    AccessChanges(
            ConcernedMembers concernedMembers,
            MemberDecisions decisions,
            AccessChangePublisher publisher,
            Clock clock) {
        this.concernedMembers = concernedMembers;
        this.decisions = decisions;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Waits until no other transaction changes these organizations; held until this one ends. */
    public void awaitTurn(Handle handle, Collection<OrganizationId> organizations) {
        lock(handle, "select 1 from pg_advisory_xact_lock_shared(:lock)");
        for (var organization : new TreeSet<>(organizations)) {
            handle.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended('organization ' || :id, 0))")
                    .bind("id", organization.toString())
                    .mapTo(Integer.class)
                    .one();
        }
    }

    /** Waits until no change is under way, and lets none begin before this transaction ends. */
    static void awaitClockTurn(Handle handle) {
        lock(handle, "select 1 from pg_advisory_xact_lock(:lock)");
    }

    private static void lock(Handle handle, String statement) {
        handle.createQuery(statement)
                .bind("lock", CLOCK_LOCK)
                .mapTo(Integer.class)
                .one();
    }

    /**
     * Makes a change and announces what it alters; nothing, if it alters nobody's access.
     *
     * @param cause what a re-evaluation gives as its reason
     */
    public <T> T during(Handle handle, Collection<? extends Reach> reaches, String cause, Supplier<T> change) {
        return during(handle, reaches, cause, clock.instant(), change);
    }

    /** The same, with "after" decided for {@code now}. */
    <T> T during(Handle handle, Collection<? extends Reach> reaches, String cause, Instant now, Supplier<T> change) {
        var byOrganization = new TreeMap<OrganizationId, List<Reach>>();
        reaches.forEach(reach -> byOrganization
                .computeIfAbsent(reach.organizationId(), organization -> new ArrayList<>())
                .add(reach));
        awaitTurn(handle, byOrganization.keySet());
        var since = announcedUntil(handle, now);
        var before = new HashMap<OrganizationId, Before>();
        byOrganization.forEach((organization, its) -> {
            var concerned = concernedMembers.find(handle, organization, its, since, now);
            before.put(
                    organization,
                    new Before(
                            concerned, decisions.decide(handle, organization, concerned.all(), List.of(since, now))));
        });
        var result = change.get();
        before.forEach((organization, was) -> announce(handle, organization, was, cause, now));
        return result;
    }

    private void announce(Handle handle, OrganizationId organization, Before was, String cause, Instant now) {
        var application = enabledApplication(handle, organization);
        if (application.isEmpty()) {
            // Nobody of a disabled organization has access; that was announced when it was disabled.
            return;
        }
        var after = decisions.decide(handle, organization, was.concerned().all(), List.of(now));
        var changed = new TreeMap<MemberId, Decision>();
        for (var member : was.concerned().oneByOne()) {
            var decision = only(after.get(member));
            if (was.differs(member, decision)) {
                changed.put(member, decision);
            }
        }
        publisher.members(handle, application.get(), organization, changed);
        if (was.concerned().tooMany()
                || was.concerned().together().stream()
                        .anyMatch(member -> was.differs(member, only(after.get(member))))) {
            publisher.reevaluate(handle, application.get(), organization, cause);
        }
    }

    private static Optional<ApplicationId> enabledApplication(Handle handle, OrganizationId organization) {
        return handle.createQuery(
                        "select org_id, app_id from organization where organization_id = :id and status = 'active'")
                .bind("id", organization.value())
                .map((row, context) -> new ApplicationId(row.getString("org_id"), row.getString("app_id")))
                .findOne();
    }

    /** Up to when grants that began or ended by the clock have been announced; never after {@code now}. */
    static Instant announcedUntil(Handle handle, Instant now) {
        var announced = handle.createQuery("select announced_until from announced_time")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
        return announced.isAfter(now) ? now : announced;
    }

    private static Decision only(@Nullable List<Decision> decisions) {
        return Objects.requireNonNull(decisions).getFirst();
    }

    private record Before(Concerned concerned, Map<MemberId, List<Decision>> decisions) {
        /** Whether entry, or the roles it comes with, are not the same. A refusal for another reason is still a refusal. */
        boolean differs(MemberId member, Decision now) {
            return Objects.requireNonNull(decisions.get(member)).stream()
                    .anyMatch(then ->
                            then.permitted() != now.permitted() || !then.roles().equals(now.roles()));
        }
    }
}
