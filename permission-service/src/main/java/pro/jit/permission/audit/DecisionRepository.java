package pro.jit.permission.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import pro.jit.permission.audit.DecisionRecord.DecisionView;
import pro.jit.permission.directory.ApplicationId;

/** The table of decisions. */
@ApplicationScoped
class DecisionRepository {
    /** How many identical refusals within a minute have a row each; those after them are counted in the last. */
    static final int SLOTS = 10;

    private static final String INSERT = """
            insert into decision_record (decision_id, at, request_id, caller, org_id, app_id, organization_id, member_id,
                                         subject_type, subject_id, action, decision, reason, sameness, slot)
            """;

    private static final String EACH = """
            select :id, :at, :requestId, :caller, :orgId, :appId, cast(:organization as uuid), cast(:member as uuid),
                   :subjectType, :subjectId, :action, :decision, :reason, cast(:sameness as uuid),
                   least(:slots, 1 + (select count(*) from decision_record same where same.sameness = cast(:sameness as uuid)))
            """;

    /** The last slot alone is counted in: who loses the race for another has a row to come. */
    private static final String OR_COUNT = """
            on conflict (sameness, slot) where sameness is not null do update
               set times = decision_record.times + 1,
                   last_at = greatest(excluded.at, decision_record.last_at, decision_record.at)
             where decision_record.slot = :slots
            """;

    private static final String ALL_AT_ONCE = """
            select id, cast(at as timestamptz), request_id, caller, org_id, app_id, organization_id, member_id,
                   subject_type, subject_id, action, decision, reason, sameness, 1
              from unnest(:ids, :ats, :requestIds, :callers, :orgIds, :appIds, :organizations, :members,
                          :subjectTypes, :subjectIds, :actions, :decisions, :reasons, :samenesses)
                   as row (id, at, request_id, caller, org_id, app_id, organization_id, member_id,
                           subject_type, subject_id, action, decision, reason, sameness)
            on conflict (sameness, slot) where sameness is not null do nothing
            """;

    private final Jdbi jdbi;

    DecisionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One decision to be kept.
     *
     * @param sameness alike for those that need not all be kept; null if this one must
     */
    record Row(
            UUID id,
            Instant at,
            Caller caller,
            DecisionRecord.Entry entry,
            @Nullable UUID sameness) {}

    /** Which to find; a null says nothing. {@code from} is inclusive, {@code to} exclusive. */
    record Wanted(
            @Nullable UUID memberId,
            @Nullable Boolean decision,
            @Nullable String reason,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Keeps each, or counts it with its like. */
    void addOrCount(List<Row> rows) {
        var left = rows;
        while (!left.isEmpty()) {
            left = insertEach(left);
        }
    }

    /** Keeps those whose like is not there, with one statement however many they are. */
    void addOnce(List<Row> rows) {
        jdbi.useHandle(handle -> handle.createUpdate(INSERT + ALL_AT_ONCE)
                .bind("ids", column(rows, Row::id, UUID[]::new))
                .bind("ats", column(rows, row -> row.at().toString(), String[]::new))
                .bind("requestIds", column(rows, row -> row.caller().requestId(), String[]::new))
                .bind("callers", column(rows, row -> row.caller().clientId(), String[]::new))
                .bind("orgIds", column(rows, row -> row.entry().application().orgId(), String[]::new))
                .bind("appIds", column(rows, row -> row.entry().application().appId(), String[]::new))
                .bind("organizations", column(rows, row -> row.entry().organizationId(), UUID[]::new))
                .bind("members", column(rows, row -> row.entry().memberId(), UUID[]::new))
                .bind("subjectTypes", column(rows, row -> row.entry().subjectType(), String[]::new))
                .bind("subjectIds", column(rows, row -> row.entry().subjectId(), String[]::new))
                .bind("actions", column(rows, row -> row.entry().action(), String[]::new))
                .bind("decisions", column(rows, row -> row.entry().decision(), Boolean[]::new))
                .bind("reasons", column(rows, row -> row.entry().reason(), String[]::new))
                .bind("samenesses", column(rows, Row::sameness, UUID[]::new))
                .execute());
    }

    private static <T> T[] column(List<Row> rows, Function<Row, @Nullable T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /** Answers those for which no row was written. */
    private List<Row> insertEach(List<Row> rows) {
        return jdbi.withHandle(handle -> {
            var batch = handle.prepareBatch(INSERT + EACH + OR_COUNT);
            for (var row : rows) {
                var entry = row.entry();
                batch.bind("id", row.id())
                        .bind("at", Times.offset(row.at()))
                        .bind("requestId", row.caller().requestId())
                        .bind("caller", row.caller().clientId())
                        .bind("orgId", entry.application().orgId())
                        .bind("appId", entry.application().appId())
                        .bind("organization", entry.organizationId())
                        .bind("member", entry.memberId())
                        .bind("subjectType", entry.subjectType())
                        .bind("subjectId", entry.subjectId())
                        .bind("action", entry.action())
                        .bind("decision", entry.decision())
                        .bind("reason", entry.reason())
                        .bind("sameness", row.sameness())
                        .bind("slots", SLOTS)
                        .add();
            }
            var written = batch.execute();
            var left = new ArrayList<Row>();
            for (int i = 0; i < written.length; i++) {
                if (written[i] == 0) {
                    left.add(rows.get(i));
                }
            }
            return left;
        });
    }

    /** The newest first, those before {@code before}. */
    List<DecisionView> find(ApplicationId application, Wanted wanted, @Nullable UUID before, int atMost) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select decision_id, at, request_id, caller, organization_id, member_id, subject_type, subject_id,
                               action, decision, reason, times, last_at
                          from decision_record
                         where org_id = :orgId and app_id = :appId
                           and (cast(:before as uuid) is null or decision_id < :before)
                           and (cast(:member as uuid) is null or member_id = :member)
                           and (cast(:decision as boolean) is null or decision = :decision)
                           and (cast(:reason as text) is null or reason = :reason)
                           and (cast(:from as timestamptz) is null or at >= :from)
                           and (cast(:to as timestamptz) is null or at < :to)
                         order by decision_id desc limit :atMost
                        """)
                .bind("orgId", application.orgId())
                .bind("appId", application.appId())
                .bind("before", before)
                .bind("member", wanted.memberId())
                .bind("decision", wanted.decision())
                .bind("reason", wanted.reason())
                .bind("from", Times.offset(wanted.from()))
                .bind("to", Times.offset(wanted.to()))
                .bind("atMost", atMost)
                .map((row, context) -> new DecisionView(
                        row.getObject("decision_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("request_id"),
                        row.getString("caller"),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("member_id", UUID.class),
                        row.getString("subject_type"),
                        row.getString("subject_id"),
                        row.getString("action"),
                        row.getBoolean("decision"),
                        row.getString("reason"),
                        row.getLong("times"),
                        Times.instant(row, "last_at")))
                .list());
    }
}
