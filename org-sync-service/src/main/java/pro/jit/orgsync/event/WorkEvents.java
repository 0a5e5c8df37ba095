package pro.jit.orgsync.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.orgsync.event.EventInbox.Waiting;
import pro.jit.orgsync.feishu.FeishuContactClient;
import pro.jit.orgsync.feishu.FeishuFailure;
import pro.jit.orgsync.organization.OrganizationId;
import pro.jit.orgsync.sync.Changes;

/**
 * Works what waits of one organization: all hints about one person or department come to one reading of it, departments before the people who may
 * be in them, people in batches as large as Feishu answers. A reading says what is true now, so neither order nor repetition of hints matters. What fails is
 * tried again, ever less often, until it succeeds.
 */
@ApplicationScoped
class WorkEvents {
    private static final Logger LOG = Logger.getLogger(WorkEvents.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration RUN_PAUSE = Duration.ofSeconds(5);

    private final EventInbox inbox;
    private final Changes changes;
    private final Clock clock;

    WorkEvents(EventInbox inbox, Changes changes, Clock clock) {
        this.inbox = inbox;
        this.changes = changes;
        this.clock = clock;
    }

    void work(OrganizationId organization, List<Waiting> all) {
        var runs = new ArrayList<>(all.stream()
                .filter(waiting -> waiting.hint().kind() == Hint.Kind.RUN)
                .toList());
        var departments = by(all, Hint.Kind.DEPARTMENT, Hint::openDepartmentId);
        if (!departments.isEmpty() && !departments(organization, departments)) {
            departments.values().forEach(runs::addAll);
        }
        people(organization, by(all, Hint.Kind.PERSON, Hint::openId));
        if (!runs.isEmpty()) {
            run(organization, runs);
        }
    }

    private interface IdOf extends Function<Hint, @Nullable String> {}

    private static Map<String, List<Waiting>> by(List<Waiting> all, Hint.Kind kind, IdOf idOf) {
        var groups = new LinkedHashMap<String, List<Waiting>>();
        for (var waiting : all) {
            var id = idOf.apply(waiting.hint());
            if (waiting.hint().kind() == kind && id != null) {
                groups.computeIfAbsent(id, key -> new ArrayList<>()).add(waiting);
            }
        }
        return groups;
    }

    /** Whom or what the hints are about, and whether one of them says it is gone. */
    private static Map<String, Boolean> saidGone(Map<String, List<Waiting>> groups) {
        return groups.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, group -> group.getValue().stream()
                .anyMatch(waiting -> waiting.hint().saysGone())));
    }

    /** False if only a whole run can tell. */
    private boolean departments(OrganizationId organization, Map<String, List<Waiting>> groups) {
        var hints = groups.values().stream().flatMap(List::stream).toList();
        try {
            if (!changes.ofDepartments(organization, saidGone(groups))) {
                return false;
            }
            inbox.worked(organization, hints);
        } catch (RuntimeException e) {
            again(organization, hints, e);
        }
        return true;
    }

    private void people(OrganizationId organization, Map<String, List<Waiting>> groups) {
        for (var ids : FeishuContactClient.batches(groups.keySet())) {
            var some = new LinkedHashMap<String, List<Waiting>>();
            ids.forEach(id -> some.put(id, groups.getOrDefault(id, List.of())));
            batch(organization, some);
        }
    }

    private void batch(OrganizationId organization, Map<String, List<Waiting>> groups) {
        var hints = groups.values().stream().flatMap(List::stream).toList();
        try {
            var refused = changes.ofPeople(organization, saidGone(groups));
            refused.forEach((id, why) -> again(organization, groups.getOrDefault(id, List.of()), why));
            inbox.worked(
                    organization,
                    hints.stream()
                            .filter(waiting -> !refused.containsKey(
                                    String.valueOf(waiting.hint().openId())))
                            .toList());
        } catch (FeishuFailure e) {
            again(organization, hints, e);
        } catch (RuntimeException e) {
            if (groups.size() == 1) {
                again(organization, hints, e);
            } else {
                // One of them spoils it for the others, who must not wait for that one.
                groups.forEach((id, own) -> batch(organization, Map.of(id, own)));
            }
        }
    }

    private void run(OrganizationId organization, List<Waiting> hints) {
        try {
            if (changes.ofEverything(organization)) {
                inbox.worked(organization, hints);
            } else {
                inbox.later(organization, hints, clock.instant().plus(RUN_PAUSE));
            }
        } catch (RuntimeException e) {
            again(organization, hints, e);
        }
    }

    private void again(OrganizationId organization, List<Waiting> hints, RuntimeException why) {
        var attempts = hints.stream().mapToInt(Waiting::attempts).max().orElse(0);
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 7));
        LOG.warnf(
                "push not worked, again in %s  organizationId=%s attempts=%d error=%s",
                pause, organization, attempts + 1, why.getClass().getSimpleName());
        inbox.later(organization, hints, clock.instant().plus(pause));
    }
}
