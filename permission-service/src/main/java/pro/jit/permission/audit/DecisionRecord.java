package pro.jit.permission.audit;

import com.fasterxml.uuid.NoArgGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.DecisionRepository.Row;
import pro.jit.permission.directory.ApplicationId;

/**
 * Keeps decisions: a refusal before it is answered, a permit as configured and shortly after.
 *
 * <p>Of identical refusals within a minute the first ten have a row each and the others are counted in the tenth, so that nobody fills the disk by
 * trying again and again. A refusal that cannot be written stands and is answered all the same: were it an error, a session that must end would go
 * on while the database is away. The log and a counter then say what is missing.
 */
@ApplicationScoped
public class DecisionRecord {
    private static final Logger LOG = Logger.getLogger(DecisionRecord.class);
    private static final int MOST_REMEMBERED = 100_000;

    private final DecisionRepository repository;
    private final PermitWriter permits;
    private final RecordConfig config;
    private final MeterRegistry meters;
    private final NoArgGenerator ids;
    private final Clock clock;

    /** The permits of today that are known to be kept or to wait; forgetting one costs a statement that does nothing. */
    private final Set<UUID> kept = ConcurrentHashMap.newKeySet();

    DecisionRecord(
            DecisionRepository repository,
            PermitWriter permits,
            RecordConfig config,
            MeterRegistry meters,
            NoArgGenerator ids,
            Clock clock) {
        this.repository = repository;
        this.permits = permits;
        this.config = config;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
        // Told as 0 before the first, so that the first is seen.
        for (var decision : List.of("true", "false")) {
            meters.counter("jit_decisions_not_recorded", "decision", decision);
        }
    }

    /** What was decided about whom; ids are null where nobody was found. */
    public record Entry(
            ApplicationId application,
            @Nullable UUID organizationId,
            @Nullable UUID memberId,
            String subjectType,
            String subjectId,
            String action,
            boolean decision,
            String reason) {}

    /**
     * A decision as the API shows it.
     *
     * @param times for how many identical decisions within a minute it stands
     * @param lastAt when the latest of them was made; null for one
     */
    public record DecisionView(
            UUID decisionId,
            Instant at,
            String requestId,
            String caller,
            @Nullable UUID organizationId,
            @Nullable UUID memberId,
            String subjectType,
            String subjectId,
            String action,
            boolean decision,
            String reason,
            long times,
            @Nullable Instant lastAt) {}

    /** Keeps one. Never fails. */
    public void add(Caller caller, Entry entry) {
        addAll(caller, List.of(entry));
    }

    /** Keeps several of one request, the refusals with one statement. Never fails. */
    public void addAll(Caller caller, List<Entry> entries) {
        var at = clock.instant();
        var refusals = new ArrayList<Row>();
        for (var entry : entries) {
            if (entry.decision()) {
                permit(caller, entry, at);
            } else {
                refusals.add(new Row(ids.generate(), at, caller, entry, Sameness.ofRefusal(caller, entry, at)));
            }
        }
        if (!refusals.isEmpty()) {
            // In one order for everybody, or two requests could wait for each other's rows.
            refusals.sort(Comparator.comparing(row -> Objects.requireNonNull(row.sameness())));
            refuse(refusals);
        }
    }

    private void refuse(List<Row> refusals) {
        try {
            repository.addOrCount(refusals);
        } catch (RuntimeException e) {
            meters.counter("jit_decisions_not_recorded", "decision", "false").increment(refusals.size());
            for (var row : refusals) {
                var entry = row.entry();
                LOG.errorf(
                        "refusal not recorded  application=%s organizationId=%s memberId=%s reason=%s clientId=%s requestId=%s error=%s",
                        entry.application(),
                        entry.organizationId(),
                        entry.memberId(),
                        entry.reason(),
                        row.caller().clientId(),
                        row.caller().requestId(),
                        e.getClass().getName());
            }
            LOG.debug("refusals not recorded", e);
        }
    }

    private void permit(Caller caller, Entry entry, Instant at) {
        switch (config.permits()) {
            case NONE -> {}
            case ALL -> permits.offer(new Row(ids.generate(), at, caller, entry, null));
            case DAILY -> {
                var sameness = Sameness.ofPermit(entry, at);
                if (kept.size() >= MOST_REMEMBERED) {
                    kept.clear();
                }
                if (kept.add(sameness) && !permits.offer(new Row(ids.generate(), at, caller, entry, sameness))) {
                    kept.remove(sameness);
                }
            }
        }
    }
}
